import type { LlamaShape } from "./llama-metadata.ts";

/** A matrix or vector that llama.cpp expects in a llama GGUF file. */
export interface TensorPlace {
  readonly name: string;
  /** Lengths of its dimensions, the contiguous one first. One length: a norm, stored as F32. */
  readonly shape: readonly [number] | readonly [number, number];
}

/** The tensors of a llama model that reuses its embedding as output matrix, in file order. */
export function llamaTensors(shape: LlamaShape, vocabularySize: number): TensorPlace[] {
  return [
    { name: "token_embd.weight", shape: [shape.width, vocabularySize] },
    ...Array.from({ length: shape.layers }, (_, layer) => layerTensors(shape, layer)).flat(),
    { name: "output_norm.weight", shape: [shape.width] },
  ];
}

function layerTensors(shape: LlamaShape, layer: number): TensorPlace[] {
  const { width, feedForward, headWidth = width / shape.heads } = shape;
  const query = shape.heads * headWidth;
  const keyValue = shape.keyValueHeads * headWidth;
  const places: TensorPlace[] = [
    { name: "attn_norm", shape: [width] },
    { name: "attn_q", shape: [width, query] },
    { name: "attn_k", shape: [width, keyValue] },
    { name: "attn_v", shape: [width, keyValue] },
    { name: "attn_output", shape: [query, width] },
    { name: "ffn_norm", shape: [width] },
    { name: "ffn_gate", shape: [width, feedForward] },
    { name: "ffn_up", shape: [width, feedForward] },
    { name: "ffn_down", shape: [feedForward, width] },
  ];
  return places.map((place) => ({ ...place, name: `blk.${layer}.${place.name}.weight` }));
}
