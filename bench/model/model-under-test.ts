import { openLlamaModel, type LlamaModel } from "../../src/model/llama-model.ts";
import type { CompletionRequest } from "../../src/model/language-model.ts";
import { byteVocabulary } from "../../tools/gguf/byte-vocabulary.ts";
import { writeRandomModel } from "../../tools/gguf/random-model.ts";
import type { TensorType } from "../../tools/gguf/tensor-encoding.ts";
import { processorSeconds } from "./processor-time.ts";

/** The measures of a model of 135 million parameters (those of SmolLM2-135M); the weights are random, which no speed minds. */
const shape = { width: 576, layers: 30, heads: 9, keyValueHeads: 3, feedForward: 1536, contextLength: 4096 };
const tokens = 49_152;

/** Writes the file. Returns its size in bytes. */
export function writeModelUnderTest(path: string, type: TensorType): number {
  // Pairs of bytes that are one token fill the vocabulary up to its size; 3 are ChatML's marks.
  const merges = Array.from(
    { length: tokens - 256 - 3 },
    (_, pair) => [Buffer.from([pair >> 8]), Buffer.from([pair & 255])] as const,
  );
  return writeRandomModel(path, { shape, type, vocabulary: byteVocabulary({ merges }) });
}

/** Opens it through Skep's port, on the CPU with one thread. */
export async function openModelUnderTest(path: string, parallel = 1, prefixDir?: string): Promise<LlamaModel> {
  const log = {
    debug: () => undefined,
    info: () => undefined,
    warn: (_: object, message: string) => console.error(message),
  };
  const settings = { name: "bench", path, gpu: false, threads: 1, contextSize: 2048, parallel } as const;
  return await openLlamaModel(settings, { log, ...(prefixDir === undefined ? {} : { prefixDir }) });
}

/** A request with what a benchmark wants otherwise. */
export function request(wanted: Partial<CompletionRequest>): CompletionRequest {
  const usual = { system: "Be brief.", user: "Go on.", maxTokens: 64, temperature: 1, seed: 1, deadline: 600_000 };
  return { ...usual, ...wanted };
}

/** Processor seconds that the engine of a model takes for something. */
export async function engineSeconds(model: LlamaModel, work: () => Promise<unknown>): Promise<number> {
  const before = processorSeconds(model.enginePid);
  await work();
  return processorSeconds(model.enginePid) - before;
}
