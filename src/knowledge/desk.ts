import type { Embedder } from "../search/embedder.ts";
import { termsOf } from "../search/terms.ts";
import { packVector } from "../search/vector.ts";
import type { Clock } from "../shared/clock.ts";
import type { Log } from "../shared/log.ts";
import type { DocumentKind, KnowledgeStore, KnownDocument, NewChunk } from "../store/knowledge-store.ts";
import { cutDocument, pieceSizes, type Piece } from "./cut.ts";
import type { DocumentReader } from "./document-reader.ts";
import type { ReadOrder } from "./reader-protocol.ts";
import type { Student } from "./source.ts";

/** What learning takes. */
export interface Desk {
  readonly store: KnowledgeStore;
  readonly embedder: Embedder;
  readonly reader: DocumentReader;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether what is known already is learned once more. Default: it is not. */
  readonly anew?: boolean;
}

/** A document as it was found, before it is read. */
export interface FoundDocument {
  readonly source: string;
  readonly kind: DocumentKind;
  /** SHA-256 of its content, hex. */
  readonly hash: string;
  readonly bytes: number;
  /** How it is read, or why it is not. */
  readonly order: ReadOrder | { readonly problem: string };
}

/** What became of a document that was looked at. */
export interface Learned {
  readonly outcome: "known" | "learned" | "unreadable";
  /** How many pieces of it are known now. */
  readonly pieces: number;
}

/** Of one document. */
const mostPieces = 2_000;
/** Of all that one agent knows: a search looks at each of them. */
export const mostPiecesOfAll = 10_000;
/** Changes when documents are read or cut in another way. */
const cutting = "cut-1";
/** Given to the embedder at a time, so that a stop comes soon. */
const batch = 64;

/**
 * Reads, cuts, embeds and keeps a document, unless what is known of it is of the same content and was made in the same way;
 * at most `room` pieces. What cannot be read is kept as a problem, and not tried again until it changes. Throws as store
 * and embedder do, and the signal's reason when aborted: what was known before then stays.
 */
export async function learnDocument(
  { source, kind, hash, bytes, order }: FoundDocument,
  before: (KnownDocument & { readonly chunks: number }) | undefined,
  room: number,
  student: Student,
  desk: Desk,
  signal: AbortSignal,
): Promise<Learned> {
  const { agent } = student;
  const made = madeFor(student, desk);
  if (desk.anew !== true && before?.hash === hash && before.made === made) {
    return { outcome: before.problem === "" ? "known" : "unreadable", pieces: before.chunks };
  }
  const read = "problem" in order ? order : await desk.reader.read(order, signal);
  const pieces = "blocks" in read ? await cutFor(student, read.blocks, Math.min(room, mostPieces)) : [];
  const problem = "problem" in read ? read.problem : pieces.length === 0 ? nothingIn(room) : "";
  const chunks = await withVectors(pieces, desk, signal);
  const document = { agent, source, kind, hash, made, embedder: desk.embedder.identity, bytes, problem };
  await desk.store.putDocument({ ...document, at: desk.clock.now() }, chunks);
  if (problem === "") desk.log.info({ agent, source, pieces: pieces.length }, "document learned");
  else desk.log.warn({ agent, source, problem }, "document could not be learned");
  return { outcome: problem === "" ? "learned" : "unreadable", pieces: pieces.length };
}

/** Forgets documents, and tells of it. */
export async function forgetDocuments(
  agent: string,
  sources: readonly string[],
  { store, log }: Pick<Desk, "store" | "log">,
): Promise<void> {
  if (sources.length === 0) return;
  await store.removeDocuments(agent, sources);
  log.info({ agent, sources }, "documents forgotten");
}

/** How documents are cut and embedded for a student: one that was done in another way is done again. */
function madeFor({ model }: Student, { embedder }: Desk): string {
  const { tokens, overlap } = pieceSizes(model.contextSize);
  return [cutting, `${tokens}/${overlap}`, model.identity, embedder.identity].join(" ");
}

async function cutFor(
  { model }: Student,
  blocks: Parameters<typeof cutDocument>[0],
  most: number,
): Promise<readonly Piece[]> {
  return await cutDocument(blocks, pieceSizes(model.contextSize), model.countTokens, most);
}

async function withVectors(pieces: readonly Piece[], { embedder }: Desk, signal: AbortSignal): Promise<NewChunk[]> {
  const chunks: NewChunk[] = [];
  for (let start = 0; start < pieces.length; start += batch) {
    const part = pieces.slice(start, start + batch);
    const texts = part.map(({ heading, text }) => `${heading}\n${text}`);
    const vectors = await embedder.embed(texts, signal);
    for (const [index, piece] of part.entries()) {
      const vector = packVector(vectors[index] ?? new Float32Array(embedder.dimension));
      chunks.push({ ...piece, terms: termsOf(texts[index] ?? ""), vector });
    }
  }
  return chunks;
}

function nothingIn(room: number): string {
  return room > 0 ? "holds no text" : `is beyond the ${mostPiecesOfAll} pieces that an agent may know`;
}
