import { open, type FileHandle } from "node:fs/promises";
import { basename } from "node:path";
import { messageOf, SkepError } from "../shared/errors.ts";
import { oneLine } from "../shared/one-line.ts";
import { parseGgufHeader, type GgufHeader } from "./gguf-header.ts";
import { GgufError } from "./gguf-reader.ts";
import type { ModelSettings } from "./model-settings.ts";

/** A model file that was looked at and can be loaded as far as its header tells. */
export interface ModelFile {
  readonly path: string;
  readonly bytes: number;
  /** When it was last changed, in milliseconds since 1970. */
  readonly modified: number;
  readonly header: GgufHeader;
}

/**
 * Reads the header of a model file and checks it without loading anything: what is cut short, malformed or no GGUF can
 * abort the process that loads it. Throws `model_unavailable` with what to do.
 */
export async function checkModelFile({
  name,
  path,
  pulled,
}: Pick<ModelSettings, "name" | "path" | "pulled">): Promise<ModelFile> {
  const file = await openFile(name, path, pulled === true);
  try {
    const { size, mtimeMs } = await file.stat();
    return { path, bytes: size, modified: mtimeMs, header: await readHeader(file, size) };
  } catch (error) {
    const remedy = pulled === true ? `Delete it and fetch it again: skep models pull ${name}.` : "Fetch it again.";
    throw new SkepError(
      "model_unavailable",
      `${path} cannot be used as model "${name}": ${messageOf(error)}. ${remedy}`,
      { cause: error },
    );
  } finally {
    await file.close();
  }
}

/** Throws `model_unavailable` where a file does not say how a chat is written down for its model. */
export function requireChatTemplate({ path, header }: Pick<ModelFile, "path" | "header">): void {
  if (header.hasChatTemplate) return;
  throw new SkepError(
    "model_unavailable",
    `${path} has no chat template, so it was not made to answer anybody: choose a file of its chat or instruct version, ` +
      "or name the format it was trained with (chatFormat in skep.yaml).",
  );
}

async function openFile(name: string, path: string, pulled: boolean): Promise<FileHandle> {
  try {
    return await open(path, "r");
  } catch (error) {
    const remedy = pulled
      ? `Fetch it with: skep models pull ${name}`
      : `Correct the path of model "${name}" in skep.yaml, or put the file there.`;
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    const what = missing ? `there is no model file ${path}` : `the model file cannot be opened (${messageOf(error)})`;
    throw new SkepError("model_unavailable", `${what}. ${remedy}`, { cause: error });
  }
}

const firstRead = 1 << 20;
/** No header of a real model is larger: vocabularies take a few megabytes. */
const mostRead = 256 << 20;

/** Reads twice as much each time until the whole header is there. */
async function readHeader(file: FileHandle, size: number): Promise<GgufHeader> {
  for (let length = firstRead; ; length *= 2) {
    const bytes = Buffer.alloc(Math.min(length, size));
    await file.read(bytes, 0, bytes.length, 0);
    const header = parseGgufHeader(bytes, size);
    if (header !== "more") return header;
    if (length >= mostRead) throw new GgufError(`its header is larger than ${mostRead >> 20} MB`);
  }
}

/** What people are told, such as `"Qwen3 1.7B Q4_K_M"`: the name in the file and how its numbers are stored. */
export function titleOf({ path, header }: Pick<ModelFile, "path" | "header">): string {
  const name = plainName(header.name ?? "") || plainName(basename(path).replace(/\.gguf$/i, ""));
  const { quantisation } = header;
  return quantisation === undefined || name.includes(quantisation) ? name : `${name} ${quantisation}`;
}

/** The name in a file is anybody's: it is shown to people and written below posts, so only plain characters of it stay. */
function plainName(name: string): string {
  return oneLine(name.replaceAll(/[^\p{L}\p{N}._ -]+/gu, " ")).slice(0, 60);
}
