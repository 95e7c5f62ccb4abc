import type { LlamaModel } from "node-llama-cpp";
import { SkepError } from "../shared/errors.ts";
import type { Engine } from "./engine.ts";
import type { EngineSettings } from "./engine-protocol.ts";

// The binding frames a text with a token at each end, and wants one to spare.
const frame = 3;

/** Opens an engine whose model turns texts into vectors. What a text has beyond the context is not looked at. */
export async function openEmbeddingEngine(model: LlamaModel, settings: EngineSettings): Promise<Engine> {
  const { contextSize, threads } = settings;
  const context = await model.createEmbeddingContext({ contextSize, threads });
  const vectorOf = async (text: string): Promise<Float32Array> => {
    const tokens = model.tokenize(text === "" ? " " : text).slice(0, contextSize - frame);
    return unit((await context.getEmbeddingFor(tokens)).vector);
  };
  return {
    loaded: {
      backend: model.llama.gpu === false ? "cpu" : model.llama.gpu,
      contextSize,
      chatFormat: "none",
      thinks: false,
      dimension: model.embeddingVectorSize,
    },
    complete: () => refuse(),
    preload: () => refuse(),
    embed: async (texts) => {
      const vectors: Float32Array[] = [];
      for (const text of texts) vectors.push(await vectorOf(text));
      return vectors;
    },
    count: (text) => model.tokenize(text).length,
  };
}

/** The vector of the same direction whose length is 1; zeros stay zeros. */
function unit(vector: readonly number[]): Float32Array {
  const length = Math.hypot(...vector);
  return Float32Array.from(vector, (value) => (length === 0 ? 0 : value / length));
}

function refuse(): never {
  throw new SkepError("config_invalid", "this model embeds: agents need one without `embedding: true` in skep.yaml");
}
