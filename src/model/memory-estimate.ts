import { SkepError } from "../shared/errors.ts";
import type { GgufHeader } from "./gguf-header.ts";
import { machineMemory, type MachineMemory } from "./machine-memory.ts";
import type { ModelFile } from "./model-file.ts";

/** What running a model takes, in bytes. */
export interface MemoryEstimate {
  readonly weights: number;
  /** The KV cache of all sequences. */
  readonly context: number;
  /** What llama.cpp computes in, and the engine's process itself. */
  readonly work: number;
  readonly sum: number;
}

/** How much a model is to hold. */
export interface ModelRoom {
  /** Tokens of one sequence. */
  readonly contextSize: number;
  /** Turns side by side, each with a sequence of its own. Default: 1. */
  readonly parallel?: number;
}

/** A key or value in the cache is a half-precision number. */
const bytesPerCached = 2;
/** llama.cpp's micro-batch: so many tokens are computed at once, in single precision. */
const batch = 512;
const bytesPerComputed = 4;
/** Node, the binding and llama.cpp's libraries before any model is loaded (measured: 88 MB resident). */
const processBytes = 90e6;

/**
 * Estimates the memory from the header alone. Exact for llama-like models on the CPU (the buffers that llama.cpp itself
 * reports, measured with a 135M-parameter shape); rather too high for models with sliding windows or states in place of
 * a cache, whose layers keep less.
 */
export function estimateMemory(
  header: Pick<GgufHeader, "weightBytes" | "shape">,
  { contextSize, parallel = 1 }: ModelRoom,
): MemoryEstimate {
  const { layers = 0, width = 0, keyValueHeads = 0, keyLength = 0, valueLength = 0, vocabulary = 0 } = header.shape;
  const weights = header.weightBytes;
  const context = contextSize * parallel * layers * keyValueHeads * (keyLength + valueLength) * bytesPerCached;
  const work = batch * (vocabulary + 2 * width) * bytesPerComputed + processBytes;
  return { weights, context, work, sum: weights + context + work };
}

/** Throws `model_unavailable` with the numbers where a model on the CPU would not fit into the memory that is free. */
export function requireMemory(file: ModelFile, room: ModelRoom, memory: MachineMemory = machineMemory()): void {
  const estimate = estimateMemory(file.header, room);
  if (estimate.sum <= memory.free) return;
  const fits = estimate.sum - estimate.context <= memory.free;
  const remedy = fits
    ? "Lower contextSize in skep.yaml, or close other programs."
    : "Choose a smaller model or quantisation (skep models suggest), or close other programs.";
  throw new SkepError(
    "model_unavailable",
    `${file.path} needs about ${gigabytes(estimate.sum)} of memory (weights ${gigabytes(estimate.weights)}, ` +
      `${room.contextSize} tokens of context ${gigabytes(estimate.context)}), and ${gigabytes(memory.free)} of ` +
      `${gigabytes(memory.total)} are free. ${remedy}`,
    { details: { ...estimate, ...memory } },
  );
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
