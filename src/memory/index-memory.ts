import { SkepError } from "../shared/errors.ts";
import type { Embedder } from "../search/embedder.ts";
import { ngramEmbedder, ngramVector } from "../search/ngram-embedder.ts";
import type { Searchable } from "../search/rank.ts";
import { termsOf } from "../search/terms.ts";
import { packVector } from "../search/vector.ts";
import type { MemoryIndex, MemoryText, VectorSpace } from "../store/memory-store.ts";

/** The space that an embedder's vectors lie in. */
export function spaceOf({ identity, dimension }: Embedder): VectorSpace {
  return { identity, dimension };
}

/** The text that a memory is found by. */
export function searchText({ asked, answered, fact }: Pick<MemoryText, "asked" | "answered" | "fact">): string {
  return [asked, answered, fact].filter(Boolean).join("\n");
}

/**
 * What a new memory is found by at once: its words, and its vector where the embedder is the built-in one. A model is not
 * waited for: its vectors come in the background (runtime/embed-memories.ts).
 */
export function indexAtOnce(texts: Pick<MemoryText, "asked" | "answered" | "fact">, embedder: Embedder): MemoryIndex {
  const text = searchText(texts);
  const isBuiltIn = embedder.identity === ngramEmbedder.identity;
  return {
    terms: termsOf(text),
    vector: isBuiltIn ? { space: spaceOf(embedder), bytes: packVector(ngramVector(text)) } : undefined,
  };
}

/** What a question is compared by. Without a vector while the embedder is not to be had. */
export async function lookedFor(text: string, embedder: Embedder, signal: AbortSignal): Promise<Searchable> {
  const terms = termsOf(text);
  try {
    const [vector] = await embedder.embed([text], signal);
    return { terms, vector: vector && packVector(vector) };
  } catch (error) {
    if (error instanceof SkepError && error.code === "model_unavailable") return { terms };
    throw error;
  }
}
