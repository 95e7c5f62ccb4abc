import type { Metadata } from "./gguf-writer.ts";
import type { Vocabulary } from "./byte-vocabulary.ts";

/** The measures of a model of the llama architecture. */
export interface LlamaShape {
  /** Width of the hidden state; a multiple of 32 where weights are stored as Q8_0. */
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  /** Numbers per head. Default: width / heads. */
  readonly headWidth?: number;
  readonly feedForward: number;
  /** Tokens that the model was made for. */
  readonly contextLength: number;
  /** Default 10000. */
  readonly ropeBase?: number;
}

/** What a file says of itself. */
export interface ModelCard {
  readonly name: string;
  readonly description?: string;
  readonly license?: string;
}

const fileTypes = { F32: 0, F16: 1, Q4_0: 2, Q8_0: 7 } as const;

/** All metadata of a llama GGUF file whose matrices are stored as `type`. */
export function llamaMetadata(
  card: ModelCard,
  shape: LlamaShape,
  type: keyof typeof fileTypes,
  vocabulary: Vocabulary,
): Metadata[] {
  const headWidth = shape.headWidth ?? shape.width / shape.heads;
  return [
    { key: "general.architecture", type: "string", value: "llama" },
    { key: "general.name", type: "string", value: card.name },
    ...optional("general.description", card.description),
    ...optional("general.license", card.license),
    { key: "general.file_type", type: "u32", value: fileTypes[type] },
    { key: "general.quantization_version", type: "u32", value: 2 },
    { key: "llama.context_length", type: "u32", value: shape.contextLength },
    { key: "llama.embedding_length", type: "u32", value: shape.width },
    { key: "llama.block_count", type: "u32", value: shape.layers },
    { key: "llama.feed_forward_length", type: "u32", value: shape.feedForward },
    { key: "llama.attention.head_count", type: "u32", value: shape.heads },
    { key: "llama.attention.head_count_kv", type: "u32", value: shape.keyValueHeads },
    { key: "llama.attention.key_length", type: "u32", value: headWidth },
    { key: "llama.attention.value_length", type: "u32", value: headWidth },
    { key: "llama.attention.layer_norm_rms_epsilon", type: "f32", value: 1e-5 },
    { key: "llama.rope.dimension_count", type: "u32", value: headWidth },
    { key: "llama.rope.freq_base", type: "f32", value: shape.ropeBase ?? 10_000 },
    { key: "llama.vocab_size", type: "u32", value: vocabulary.size },
    ...vocabulary.metadata,
  ];
}

function optional(key: string, value: string | undefined): Metadata[] {
  return value === undefined ? [] : [{ key, type: "string", value }];
}
