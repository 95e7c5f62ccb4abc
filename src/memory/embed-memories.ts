import type { Embedder } from "../search/embedder.ts";
import { termsOf } from "../search/terms.ts";
import { packVector } from "../search/vector.ts";
import type { Memory, MemoryIndex, MemoryStore } from "../store/memory-store.ts";
import { searchText, spaceOf } from "./index-memory.ts";

/** So many at a time: a model is asked in batches, and nobody else writes meanwhile. */
export const embeddedAtOnce = 64;

/**
 * Gives some of the memories that lack one a vector of this embedder, and what else they are found by. Answers how many
 * it did; 0 when all have theirs. Whatever is not done yet is found by its words. Throws `model_unavailable`.
 */
export async function embedSome(store: MemoryStore, embedder: Embedder, signal: AbortSignal): Promise<number> {
  const memories = await store.readOutside(spaceOf(embedder), embeddedAtOnce);
  if (memories.length === 0) return 0;
  const texts = memories.map(searchText);
  const vectors = await embedder.embed(texts, signal);
  await store.index(memories.map((memory, place) => indexOf(memory, texts[place] ?? "", vectors[place], embedder)));
  return memories.length;
}

function indexOf(
  { id }: Memory,
  text: string,
  vector: Float32Array | undefined,
  embedder: Embedder,
): MemoryIndex & { readonly id: number } {
  const terms = termsOf(text);
  return { id, terms, vector: vector && { space: spaceOf(embedder), bytes: packVector(vector) } };
}
