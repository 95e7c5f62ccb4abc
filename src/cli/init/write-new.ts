import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { StartingFile } from "./starting-files.ts";

/** What was written, and what was there already and stayed as it was; paths within the folder. */
export interface WrittenFiles {
  readonly written: readonly string[];
  readonly kept: readonly string[];
}

/** Writes the files that are not there yet. Never touches one that is. */
export async function writeNew(folder: string, files: readonly StartingFile[]): Promise<WrittenFiles> {
  const written: string[] = [];
  const kept: string[] = [];
  for (const { path, text, isSecret } of files) {
    const place = join(folder, path);
    await mkdir(dirname(place), { recursive: true });
    try {
      await writeFile(place, text, { flag: "wx", mode: isSecret ? 0o600 : 0o644 });
      written.push(path);
    } catch (error) {
      if (!isThere(error)) throw error;
      kept.push(path);
    }
  }
  return { written, kept };
}

function isThere(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}
