import { countOf, lengthOf, type Value } from "./gguf-value.ts";

/** Measures that decide how much memory a model's context takes; `undefined` where the file is silent. */
export interface ModelShape {
  readonly layers: number | undefined;
  /** Width of the hidden state. */
  readonly width: number | undefined;
  readonly heads: number | undefined;
  /** Where layers differ, those of the largest one. */
  readonly keyValueHeads: number | undefined;
  /** Numbers per head and token, of the keys and of the values. */
  readonly keyLength: number | undefined;
  readonly valueLength: number | undefined;
  readonly vocabulary: number | undefined;
}

/** Fills in llama.cpp's own defaults: as many heads of keys as of queries, each a share of the width. */
export function shapeOf(metadata: ReadonlyMap<string, Value>, architecture: string): ModelShape {
  const count = (key: string): number | undefined => countOf(metadata.get(`${architecture}.${key}`));
  const width = count("embedding_length");
  const heads = count("attention.head_count");
  const headLength = width === undefined || heads === undefined ? undefined : Math.ceil(width / heads);
  return {
    layers: count("block_count"),
    width,
    heads,
    keyValueHeads: count("attention.head_count_kv") ?? heads,
    keyLength: count("attention.key_length") ?? headLength,
    valueLength: count("attention.value_length") ?? headLength,
    vocabulary: lengthOf(metadata.get("tokenizer.ggml.tokens")),
  };
}
