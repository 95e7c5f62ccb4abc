import { SkepError } from "../shared/errors.ts";
import { parseDuration } from "../config/units.ts";
import type { Memory } from "../memory/memory.ts";
import type { MemoryFilter } from "../store/memory-store.ts";
import type { Store } from "../store/store.ts";
import { settingArgs } from "./setting-args.ts";

/** The flags that choose memories. */
export const memoryArgs = {
  ...settingArgs,
  agent: { type: "string", description: "Only of this agent", valueHint: "name" },
  person: { type: "string", description: "Only of this account", valueHint: "account" },
  json: { type: "boolean", description: "For machines" },
} as const;

/** The flag that chooses by age. */
export const olderArg = { type: "string", description: "Only what is older than this", valueHint: "30d" } as const;

/** The number that a memory is named by. */
export const idArg = { type: "positional", description: "Number of the memory", required: true } as const;

/** What those flags chose. `at` stands before an account or not. Throws `config_invalid` for an age that is none. */
export function filterOf(args: {
  readonly agent?: string | undefined;
  readonly person?: string | undefined;
  readonly older?: string | undefined;
}): Pick<MemoryFilter, "agent" | "person" | "before"> {
  return {
    agent: args.agent,
    person: args.person?.replace(/^@/, ""),
    before: args.older === undefined ? undefined : new Date(Date.now() - ageOf(args.older)),
  };
}

/** The memory of this number. Throws `config_invalid` where there is none. */
export async function findMemory(store: Store, key: string): Promise<Memory> {
  const memory = /^\d+$/.test(key) ? await store.memory.find(Number(key)) : undefined;
  if (!memory) throw new SkepError("config_invalid", `there is no memory ${key}: see skep memory list`);
  return memory;
}

/** Every memory that a filter chooses, newest first, read page by page. */
export async function* allMemories(store: Store, filter: Omit<MemoryFilter, "limit">): AsyncGenerator<Memory> {
  let below: number | undefined;
  for (;;) {
    const page = await store.memory.list({ ...filter, below, limit: pageSize });
    yield* page;
    below = page.at(-1)?.id;
    if (page.length < pageSize) return;
  }
}

const pageSize = 500;

function ageOf(text: string): number {
  const age = parseDuration(text);
  if (age === undefined) throw new SkepError("config_invalid", `--older ${text}: must be a duration, such as 30d`);
  return age;
}
