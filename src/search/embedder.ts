/** Turns texts into vectors whose angle tells how alike they are. */
export interface Embedder {
  /** Whose vectors these are, such as a hash of the model's file: those of one embedder mean nothing beside another's. */
  readonly identity: string;
  /** Numbers in a vector. */
  readonly dimension: number;
  /** One vector a text, of length 1 (or all zeros for a text without words). May throw `model_unavailable`. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]>;
}
