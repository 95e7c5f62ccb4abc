import { opendir, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { compilePattern, type FilePattern } from "./file-pattern.ts";

/** A file that an agent is to know. */
export interface FoundFile {
  /** Relative to the project's folder, with "/" between its parts. */
  readonly source: string;
  /** Absolute, links followed. */
  readonly path: string;
  readonly bytes: number;
}

/** What the patterns of an agent lead to. */
export interface FoundFiles {
  /** By source. */
  readonly files: readonly FoundFile[];
  /** What was left alone, and patterns that match nothing. */
  readonly problems: readonly { readonly source: string; readonly problem: string }[];
}

/** No more files than this are known to one agent. */
const mostFiles = 2_000;
/** No more names than this are looked at below one pattern's folder. */
const mostNames = 50_000;
const deepest = 16;

/**
 * The files within `root` that match one of the patterns. A link that leads out of `root` is not followed, and hidden
 * names are left out. Throws nothing for what cannot be read: it is a problem.
 */
export async function findFiles(root: string, patterns: readonly string[]): Promise<FoundFiles> {
  const realRoot = await realpath(root);
  const files = new Map<string, FoundFile>();
  const problems: { source: string; problem: string }[] = [];
  for (const text of patterns) {
    const pattern = compilePattern(text);
    const names = await namesBelow(realRoot, pattern);
    if (names.length === 0) problems.push({ source: text, problem: "matches no file" });
    for (const source of names) {
      if (files.has(source)) continue;
      const found = await lookAt(realRoot, source);
      if ("problem" in found) problems.push(found);
      else if (files.size < mostFiles) files.set(source, found);
      else problems.push({ source, problem: `is beyond the ${mostFiles} files that an agent may know` });
    }
  }
  const bySource = (a: { source: string }, b: { source: string }): number => (a.source < b.source ? -1 : 1);
  return { files: [...files.values()].toSorted(bySource), problems: problems.toSorted(bySource) };
}

async function lookAt(
  root: string,
  source: string,
): Promise<FoundFile | { readonly source: string; readonly problem: string }> {
  try {
    const path = await realpath(join(root, source));
    if (!isWithin(root, path)) return { source, problem: "is a link that leads out of the project's folder" };
    const { size: bytes } = await stat(path);
    return { source, path, bytes };
  } catch {
    return { source, problem: "cannot be read" };
  }
}

function isWithin(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`);
}

/** Relative paths of the files that match, links among them; links to folders are not walked into. */
async function namesBelow(root: string, pattern: FilePattern): Promise<string[]> {
  const found: string[] = [];
  const start = await realpath(join(root, pattern.folder)).catch(() => undefined);
  if (start === undefined || (start !== root && !isWithin(root, start))) return [];
  let looked = 0;
  const walk = async (folder: string, depth: number): Promise<void> => {
    if (depth > deepest) return;
    for await (const entry of await opendir(join(root, folder))) {
      if (entry.name.startsWith(".") || ++looked > mostNames) continue;
      const name = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) await walk(name, depth + 1);
      else if ((entry.isFile() || entry.isSymbolicLink()) && pattern.matches(name)) found.push(name);
    }
  };
  await walk(pattern.folder, 0).catch(() => undefined);
  return found.toSorted();
}
