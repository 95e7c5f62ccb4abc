import { defineCommand } from "citty";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { readLine, writeLine } from "../memory/portable.ts";
import { SkepError, messageOf } from "../shared/errors.ts";
import type { ImportedMemory } from "../store/memory-store.ts";
import { allMemories, filterOf, memoryArgs, olderArg } from "./memory-args.ts";
import { openViews } from "./open-views.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";

const atOnce = 500;

/** `skep memory export`. */
export const exportMemories = defineCommand({
  meta: { name: "export", description: "Memories as lines of JSON, newest first, on standard output" },
  args: { ...memoryArgs, older: olderArg },
  async run({ args }) {
    await using store = await openViews(flagsOf(args));
    for await (const memory of allMemories(store, filterOf(args))) console.log(writeLine(memory));
  },
});

/** `skep memory import`. */
export const importMemories = defineCommand({
  meta: { name: "import", description: "Takes in what export wrote; what is there already stays as it is" },
  args: {
    ...settingArgs,
    file: { type: "positional", description: "The file, or - for standard input", required: true },
    json: memoryArgs.json,
  },
  async run({ args }) {
    await using store = await openViews(flagsOf(args), {});
    let read = 0;
    let added = 0;
    let batch: ImportedMemory[] = [];
    const take = async (): Promise<void> => {
      added += await store.memory.add(batch);
      batch = [];
    };
    for await (const text of linesOf(args.file)) {
      if (text.trim() === "") continue;
      read += 1;
      batch.push(readLine(text, read));
      if (batch.length === atOnce) await take();
    }
    await take();
    console.log(args.json ? JSON.stringify({ read, added }) : `${added} of ${read} memories are new.`);
  },
});

async function* linesOf(file: string): AsyncGenerator<string> {
  try {
    yield* createInterface(file === "-" ? process.stdin : createReadStream(file));
  } catch (error) {
    throw new SkepError("config_invalid", `${file} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}
