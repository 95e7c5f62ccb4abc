import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Complaint } from "../config/complaint.ts";
import { readTextFile } from "../config/read-text-file.ts";
import { parsePromptFile, type Prompt } from "./prompt-file.ts";

/** Every prompt of a folder. */
export interface Prompts {
  /** By name; the broken ones are missing. */
  readonly prompts: ReadonlyMap<string, Prompt>;
  /** The names of all files, broken ones among them. */
  readonly names: readonly string[];
  readonly complaints: readonly Complaint[];
}

/** Reads every `NAME.md` of a folder. Throws nothing for what stands in them. */
export async function loadPrompts(dir: string): Promise<Prompts> {
  const files = await readdir(dir).catch(() => undefined);
  if (files === undefined) {
    const complaint = { file: dir, line: 0, column: 0, path: "", message: "there is no such folder" };
    return { prompts: new Map(), names: [], complaints: [complaint] };
  }
  const names = files
    .filter((file) => /^[a-z][a-z0-9-]*\.md$/.test(file))
    .map((file) => file.slice(0, -".md".length))
    .toSorted();
  const parsed = await Promise.all(names.map((name) => readPrompt(join(dir, `${name}.md`), name)));
  return {
    names,
    prompts: new Map(parsed.flatMap((one) => ("prompt" in one ? [[one.prompt.name, one.prompt] as const] : []))),
    complaints: parsed.flatMap((one) => ("complaints" in one ? one.complaints : [])),
  };
}

async function readPrompt(file: string, name: string): Promise<ReturnType<typeof parsePromptFile>> {
  const read = await readTextFile(file);
  return "complaint" in read ? { complaints: [read.complaint] } : parsePromptFile(file, name, read.text);
}
