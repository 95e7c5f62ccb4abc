import type { Embedder } from "../search/embedder.ts";
import { ngramEmbedder } from "../search/ngram-embedder.ts";
import { rank } from "../search/rank.ts";
import { questionTerms, termsOf } from "../search/terms.ts";
import { packVector } from "../search/vector.ts";
import { SkepError } from "../shared/errors.ts";
import type { Chunk, KnowledgeStore } from "../store/knowledge-store.ts";

/** What is looked for. */
export interface Wanted {
  readonly agent: string;
  readonly question: string;
  /** At most so many pieces. */
  readonly limit: number;
}

/** Of a word that many pieces have, only so many of them are looked at, the newest. */
const perTerm = 200;
/** So many pieces are compared, those with the rarest words first. */
const mostCompared = 200;
/** More words of a question are not looked up. */
const mostTerms = 48;
/** A word that more than this share of the pieces has, and more than so many, says nothing about any of them. */
const commonShare = 1 / 4;
const commonLeast = 5;
const none = new Uint32Array(0);

/**
 * The pieces that have most to do with a question, best first: by words and by vectors, the two orders fused. The built-in
 * embedder knows spelling alone, by which any two texts are somewhat alike: with it a piece must share a word, and one
 * that few pieces have where there is such a one.
 * Vectors of another embedder than this one are left out, so that while documents are embedded anew words still find
 * them; so they do while the embedder does not answer. The same state gives the same answer.
 */
export async function findPieces(
  { agent, question, limit }: Wanted,
  { store, embedder }: { readonly store: KnowledgeStore; readonly embedder: Embedder },
  signal: AbortSignal,
): Promise<readonly Chunk[]> {
  if (limit === 0) return [];
  const { identity } = embedder;
  const vector = await vectorOf(question, embedder, signal);
  const isMeant = vector !== undefined && identity !== ngramEmbedder.identity;
  const terms = await tellingTerms(agent, question, store);
  const [sharing, vectors] = await Promise.all([
    store.findChunks({ agent, terms, embedder: identity, perTerm, limit: mostCompared }),
    isMeant ? store.readVectors(agent, identity) : [],
  ]);
  const known = new Set(sharing.map(({ id }) => id));
  const alike = vectors.filter(({ id }) => !known.has(id)).map((each) => ({ ...each, terms: none }));
  const best = rank({ terms: termsOf(question), vector }, [...sharing, ...alike]).slice(0, limit);
  return await store.readChunks(best.map(({ id }) => id));
}

/** Those that few pieces have; where there is no such one, all that any has. */
async function tellingTerms(agent: string, question: string, store: KnowledgeStore): Promise<readonly number[]> {
  const asked = questionTerms(question, mostTerms);
  const common = Math.max(commonLeast, Math.floor((await store.countChunks(agent)) * commonShare));
  const counts = await store.countTerms(agent, asked, common + 1);
  const found = asked.filter((_, place) => (counts[place] ?? 0) > 0);
  const telling = asked.filter((_, place) => (counts[place] ?? 0) > 0 && (counts[place] ?? 0) <= common);
  return telling.length > 0 ? telling : found;
}

async function vectorOf(text: string, embedder: Embedder, signal: AbortSignal): Promise<Uint8Array | undefined> {
  try {
    const [vector] = await embedder.embed([text], signal);
    return vector && packVector(vector);
  } catch (error) {
    if (error instanceof SkepError && error.code === "model_unavailable") return undefined;
    throw error;
  }
}
