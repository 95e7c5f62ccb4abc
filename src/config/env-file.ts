import { stat } from "node:fs/promises";
import { parse } from "dotenv";
import type { Complaint, Place } from "./complaint.ts";
import { readTextFile } from "./read-text-file.ts";

/** What a `.env` file says. Its values stay in this object: they never enter `process.env`. */
export interface EnvFile {
  readonly values: Readonly<Record<string, string>>;
  /** Where a name stands; its line only, for a value may be secret. */
  placeOf(name: string): Place;
  /** Whether others on this machine may read it. Always `false` on Windows. */
  readonly isReadableByOthers: boolean;
}

/** Reads a `.env` file; a missing one is an empty one. */
export async function readEnvFile(file: string): Promise<EnvFile | { readonly complaint: Complaint }> {
  const read = await readTextFile(file);
  if ("complaint" in read && !read.isMissing) return { complaint: read.complaint };
  const text = "text" in read ? read.text : "";
  const lines = text.split(/\r?\n/);
  return {
    values: parse(text),
    placeOf(name) {
      const index = lines.findLastIndex((line) => /^\s*(?:export\s+)?([\w.-]+)\s*[=:]/.exec(line)?.[1] === name);
      return { file, line: index + 1, column: index === -1 ? 0 : 1 };
    },
    isReadableByOthers: "text" in read && process.platform !== "win32" && ((await stat(file)).mode & 0o077) !== 0,
  };
}
