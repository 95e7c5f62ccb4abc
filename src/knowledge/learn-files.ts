import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import {
  forgetDocuments,
  learnDocument,
  mostPiecesOfAll,
  type Desk,
  type FoundDocument,
  type Learned,
} from "./desk.ts";
import { findFiles, type FoundFile } from "./find-files.ts";
import { kindOf, readableKinds } from "./readable.ts";
import { filePatterns, type Student } from "./source.ts";

/** One document that was looked at, of so many. */
export interface LearnProgress extends Learned {
  readonly source: string;
  readonly done: number;
  readonly of: number;
}

/** A larger file is not read: 16 MiB. */
const largestFile = 16 * 1024 * 1024;

/**
 * Brings what an agent knows from files up to date: new and changed ones are learned, those that are gone are forgotten.
 * Throws as store and embedder do, and the signal's reason when aborted; what was learned by then stays.
 */
export async function learnFiles(
  student: Student,
  root: string,
  desk: Desk,
  signal: AbortSignal,
  onProgress: (progress: LearnProgress) => void = () => undefined,
): Promise<void> {
  const { agent } = student;
  const { files, problems } = await findFiles(root, filePatterns(student.sources));
  for (const problem of problems) desk.log.warn({ agent, ...problem }, "knowledge was left out");
  const all = await desk.store.readDocuments(agent);
  const known = new Map(all.map((document) => [document.source, document]));
  const found = new Set(files.map(({ source }) => source));
  const gone = all.filter(({ kind, source }) => kind === "file" && !found.has(source));
  await forgetDocuments(
    agent,
    gone.map(({ source }) => source),
    desk,
  );
  let pieces = all.reduce((sum, { chunks }) => sum + chunks, 0) - gone.reduce((sum, { chunks }) => sum + chunks, 0);
  for (const [index, file] of files.entries()) {
    signal.throwIfAborted();
    const document = await look(file);
    if (document === undefined) continue; // gone since: the watch tells
    const before = known.get(file.source);
    pieces -= before?.chunks ?? 0;
    const learned = await learnDocument(document, before, mostPiecesOfAll - pieces, student, desk, signal);
    pieces += learned.pieces;
    onProgress({ ...learned, source: file.source, done: index + 1, of: files.length });
  }
}

async function look({ source, path, bytes }: FoundFile): Promise<FoundDocument | undefined> {
  const file = { source, kind: "file", bytes } as const;
  const refused = (problem: string): FoundDocument => ({ ...file, hash: `${problem}: ${bytes}`, order: { problem } });
  if (kindOf(path) === undefined) return refused(`is none of ${readableKinds}`);
  if (bytes > largestFile) return refused(`is larger than ${largestFile / 1024 / 1024} MiB`);
  const hash = await hashOf(path).catch(() => undefined);
  return hash === undefined ? undefined : { ...file, hash, order: { path } };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
