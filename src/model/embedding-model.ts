import { SkepError } from "../shared/errors.ts";
import { abortable } from "./abortable.ts";
import type { EngineOptions } from "./engine-child.ts";
import type { ModelIdentity } from "./language-model.ts";
import type { ModelSettings } from "./model-settings.ts";
import { openKeeper } from "./open-keeper.ts";
import { turnQueue } from "./turn-queue.ts";

/** Vectors of texts, and whose they are: those of one model mean nothing beside those of another. */
export interface Embedding {
  /** In the order of the texts, each of length 1, so that a dot product is the cosine. */
  readonly vectors: readonly Float32Array[];
  readonly identity: ModelIdentity;
  /** Numbers in each vector. */
  readonly dimension: number;
}

/** A model that turns texts into vectors. */
export interface EmbeddingModel extends AsyncDisposable {
  readonly identity: ModelIdentity;
  readonly dimension: number;
  /** Tokens of a text that are looked at; what comes after them is not. */
  readonly contextSize: number;
  /** Throws `model_unavailable` when the engine is gone, and the signal's reason when aborted. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<Embedding>;
}

/** Texts that the engine is given at a time, so that others get a word in and an end comes soon. */
const batch = 32;

/**
 * Loads a GGUF file to embed with, in a process of its own. Throws `model_unavailable` with what to do about it, or the
 * signal's reason when loading is called off. Nothing is downloaded.
 */
export async function openEmbeddingModel(
  settings: ModelSettings,
  options: EngineOptions,
  signal: AbortSignal = new AbortController().signal,
): Promise<EmbeddingModel> {
  const { identity, loaded, keeper } = await openKeeper(settings, { embedding: true }, options, signal);
  const { dimension, contextSize } = loaded;
  if (dimension === undefined) throw new SkepError("model_unavailable", `${settings.path} does not embed`);
  const queue = turnQueue();
  const embedBatch = async (texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]> => {
    const { child } = await abortable(keeper.engine(), signal);
    const vectors = await abortable(child.embed(texts), signal);
    keeper.praise();
    return vectors;
  };
  return {
    identity,
    dimension,
    contextSize,
    async embed(texts, signal) {
      const vectors: Float32Array[] = [];
      for (let start = 0; start < texts.length; start += batch) {
        const part = texts.slice(start, start + batch);
        vectors.push(...(await queue(() => embedBatch(part, signal), { signal })));
      }
      return { vectors, identity, dimension };
    },
    [Symbol.asyncDispose]: () => keeper.close(),
  };
}
