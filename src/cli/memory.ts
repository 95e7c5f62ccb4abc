import { defineCommand } from "citty";
import { loadConfig } from "../config/load-config.ts";
import { createMemory, type Memory } from "../memory/memory.ts";
import { openEmbedder } from "../runtime/open-embedder.ts";
import { SkepError } from "../shared/errors.ts";
import { silentLog } from "../shared/log.ts";
import { oneLine } from "../shared/one-line.ts";
import { filterOf, findMemory, idArg, memoryArgs, olderArg } from "./memory-args.ts";
import { exportMemories, importMemories } from "./memory-carry.ts";
import { forget } from "./memory-forget.ts";
import { openViews } from "./open-views.ts";
import { parseLimit } from "./parse-limit.ts";
import { printable } from "./printable.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";
import { showFacts, showTable } from "./show-table.ts";
import { stopSignals } from "./stop-signals.ts";
import { clip } from "./table.ts";

const limit = { type: "string", description: "At most so many", default: "20" } as const;

const list = defineCommand({
  meta: { name: "list", description: "What is remembered, newest first" },
  args: { ...memoryArgs, older: olderArg, limit },
  async run({ args }) {
    await using store = await openViews(flagsOf(args));
    const memories = await store.memory.list({ ...filterOf(args), limit: parseLimit(args.limit) });
    showMemories(memories, args.json === true);
  },
});

const search = defineCommand({
  meta: { name: "search", description: "Memories by words, best first; typos and other endings are found too" },
  args: {
    ...memoryArgs,
    limit,
    words: { type: "positional", description: "What to look for, several in quotes", required: true },
  },
  async run({ args }) {
    const { config } = await loadConfig({ flags: flagsOf(args) });
    await using store = await openViews(flagsOf(args));
    using stop = stopSignals(() => undefined);
    await using opened = await openEmbedder(config, { log: silentLog, signal: stop.drain });
    const { agent, person } = filterOf(args);
    const question = { text: args.words, agent, person, limit: parseLimit(args.limit), now: new Date() };
    const found = await createMemory(store, opened.embedder).search(question, stop.drain);
    showMemories(found, args.json === true);
  },
});

const show = defineCommand({
  meta: { name: "show", description: "One memory, whole" },
  args: { ...settingArgs, id: idArg, json: memoryArgs.json },
  async run({ args }) {
    await using store = await openViews(flagsOf(args));
    const memory = await findMemory(store, args.id);
    if (args.json) return console.log(JSON.stringify(memory, undefined, 2));
    const { receipt } = memory;
    showFacts([
      ["memory", `${memory.id}, a ${memory.kind} of @${memory.person}, kept by ${memory.agent}`],
      ["from", printable(`@${memory.subject}, under @${memory.thread}`)],
      [
        "at",
        `${memory.at.toISOString()}, until ${memory.isShared ? "you take it back" : memory.expiresAt.toISOString()}`,
      ],
      ["used", `${memory.uses} times, last ${memory.usedAt.toISOString()}`],
      ["receipt", receipt ? `${receipt.transactionId}, block ${receipt.block}` : "none"],
      ["shared", memory.isShared ? "yes: everybody's answers may use it" : "no"],
    ]);
    console.log(printable(`\n${textOf(memory)}`));
  },
});

const share = defineCommand({
  meta: { name: "share", description: "Lets answers to everybody use a fact; --off takes that back" },
  args: { ...settingArgs, id: idArg, off: { type: "boolean", description: "Take it back" } },
  async run({ args }) {
    await using store = await openViews(flagsOf(args), {});
    const { id, agent, kind } = await findMemory(store, args.id);
    const isShared = args.off !== true;
    if (!(await store.memory.share(id, isShared)))
      throw new SkepError("config_invalid", `memory ${id} is an ${kind}: only facts can be shared`);
    console.log(isShared ? `Answers of ${agent} to everybody may use it.` : "Only answers to that person may use it.");
  },
});

function showMemories(memories: readonly Memory[], asJson: boolean): void {
  if (asJson) return console.log(JSON.stringify(memories, undefined, 2));
  if (memories.length === 0) return console.log("Nothing is remembered that fits.");
  const rows = memories.map((memory) => [
    String(memory.id),
    memory.isShared ? "shared" : memory.kind,
    memory.agent,
    `@${memory.person}`,
    memory.at.toISOString().slice(0, 16).replace("T", " "),
    clip(printable(oneLine(textOf(memory))), 120),
  ]);
  showTable(["memory", "kind", "agent", "person", "at", "what"], rows);
}

function textOf({ kind, asked, answered, fact }: Memory): string {
  return kind === "fact" ? fact : `${asked}\n→ ${answered}`;
}

export const memory = defineCommand({
  meta: { name: "memory", description: "What agents remember of people: see it, share it, delete it, carry it over" },
  subCommands: { list, search, show, forget, share, export: exportMemories, import: importMemories },
});
