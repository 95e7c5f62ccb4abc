import type { ModelShape } from "./gguf-shape.ts";
import type { MachineMemory } from "./machine-memory.ts";
import { estimateMemory } from "./memory-estimate.ts";

/** A model that many people run, and what it asks of a machine. */
export interface ListedModel {
  readonly title: string;
  /** What stands for it in skep.yaml. */
  readonly use: string;
  /** Of the file, about. */
  readonly bytes: number;
  /** Numbers it consists of, in thousands of millions. */
  readonly billions: number;
  readonly shape: ModelShape;
  /** It writes its thoughts before an answer, which costs time. */
  readonly thinks: boolean;
}

/** A listed model beside this machine. */
export interface Suggestion extends ListedModel {
  /** Bytes of memory with 4096 tokens of context. */
  readonly memory: number;
  readonly fits: boolean;
  /** A reply of 150 tokens to a post of 600 on the CPU, by rule of thumb; `skep models bench` measures it. */
  readonly secondsPerReply: number;
}

interface Machine {
  readonly memory: MachineMemory;
  readonly threads: number;
}

/** Layers, width, heads, key-value heads, numbers per head, tokens in the vocabulary. */
type Measures = readonly [number, number, number, number, number, number];

function listed(
  title: string,
  use: string,
  gigabytes: number,
  billions: number,
  measures: Measures,
  thinks = false,
): ListedModel {
  const [layers, width, heads, keyValueHeads, headLength, vocabulary] = measures;
  const shape = { layers, width, heads, keyValueHeads, keyLength: headLength, valueLength: headLength, vocabulary };
  return { title, use, bytes: gigabytes * 1e9, billions, shape, thinks };
}

/** From the weakest to the strongest. Sizes and their sources: docs/models.md. */
export const listedModels: readonly ListedModel[] = [
  listed("Gemma 3 1B", "hf:bartowski/google_gemma-3-1b-it-GGUF:Q4_K_M", 0.81, 1, [26, 1152, 4, 1, 256, 262_144]),
  listed("Llama 3.2 1B", "hf:bartowski/Llama-3.2-1B-Instruct-GGUF:Q4_K_M", 0.81, 1.24, [16, 2048, 32, 8, 64, 128_256]),
  listed("SmolLM2 1.7B", "hf:bartowski/SmolLM2-1.7B-Instruct-GGUF:Q4_K_M", 1.06, 1.71, [24, 2048, 32, 32, 64, 49_152]),
  listed("Qwen3 1.7B", "hf:bartowski/Qwen_Qwen3-1.7B-GGUF:Q4_K_M", 1.28, 1.72, [28, 2048, 16, 8, 128, 151_936], true),
  listed("Llama 3.2 3B", "hf:bartowski/Llama-3.2-3B-Instruct-GGUF:Q4_K_M", 2.02, 3.21, [28, 3072, 24, 8, 128, 128_256]),
  listed(
    "SmolLM3 3B",
    "hf:bartowski/HuggingFaceTB_SmolLM3-3B-GGUF:Q4_K_M",
    1.92,
    3.08,
    [36, 2048, 16, 4, 128, 128_256],
    true,
  ),
  listed("Gemma 3 4B", "hf:bartowski/google_gemma-3-4b-it-GGUF:Q4_K_M", 2.49, 3.88, [34, 2560, 8, 4, 256, 262_144]),
  listed("Qwen3 4B", "hf:bartowski/Qwen_Qwen3-4B-GGUF:Q4_K_M", 2.5, 4.02, [36, 2560, 32, 8, 128, 151_936], true),
  listed(
    "DeepSeek R1 Distill Qwen 7B",
    "hf:bartowski/DeepSeek-R1-Distill-Qwen-7B-GGUF:Q4_K_M",
    4.68,
    7.62,
    [28, 3584, 28, 4, 128, 152_064],
    true,
  ),
  listed("Qwen3 8B", "hf:bartowski/Qwen_Qwen3-8B-GGUF:Q4_K_M", 5.03, 8.19, [36, 4096, 32, 8, 128, 151_936], true),
];

/** Others on the machine, and the rest of Skep, need some memory too. */
const shareOfFree = 0.8;
/** Whoever asks an agent something waits about so long at most. */
const patience = 60;
/**
 * Measured on a 2.x GHz server core with 360M parameters (Q4_0): one thread reads 200 tokens a second and says 25, both
 * in inverse proportion to the parameters.
 */
const readPerThread = 72;
const sayPerThread = 9;
/** Generation waits for the memory: more threads than these help little. */
const mostUsefulThreads = 8;

/** Every listed model beside this machine, and the strongest that fits into it and answers within a minute. */
export function suggestModel(machine: Machine): {
  readonly all: readonly Suggestion[];
  readonly best: Suggestion | undefined;
} {
  const all = listedModels.map((model) => suggestion(model, machine));
  const best = all.findLast(({ fits, secondsPerReply }) => fits && secondsPerReply <= patience);
  return { all, best: best ?? all.find(({ fits }) => fits) };
}

function suggestion(model: ListedModel, { memory, threads }: Machine): Suggestion {
  const need = estimateMemory({ weightBytes: model.bytes, shape: model.shape }, { contextSize: 4096 }).sum;
  const speed = Math.min(threads, mostUsefulThreads) / model.billions;
  return {
    ...model,
    memory: need,
    fits: need <= memory.free * shareOfFree,
    secondsPerReply: Math.round(600 / (readPerThread * speed) + 150 / (sayPerThread * speed)),
  };
}
