import { byteVocabulary, type Vocabulary } from "./byte-vocabulary.ts";
import { writeGguf, type Tensor } from "./gguf-writer.ts";
import { llamaMetadata, type LlamaShape } from "./llama-metadata.ts";
import { llamaTensors, type TensorPlace } from "./llama-tensors.ts";
import { randomNumbers, type RandomNumbers } from "./random-numbers.ts";
import { encodeRows, type TensorType } from "./tensor-encoding.ts";

export interface RandomModelOptions {
  /** Parts that are not given stay tiny: width 64, 2 layers, 4 heads (2 for keys and values), feed-forward 192, context 2048. */
  readonly shape?: Partial<LlamaShape>;
  /** How matrices are stored. Default Q8_0. */
  readonly type?: TensorType;
  /** Default: every byte a token. */
  readonly vocabulary?: Vocabulary;
  /** Default 42. */
  readonly seed?: number;
}

const tinyShape: LlamaShape = {
  width: 64,
  layers: 2,
  heads: 4,
  keyValueHeads: 2,
  feedForward: 192,
  contextLength: 2048,
};

/**
 * Writes a llama GGUF with random weights: it babbles, but costs the engine what a trained model of that shape costs.
 * Returns the size in bytes.
 */
export function writeRandomModel(path: string, options: RandomModelOptions = {}): number {
  const { type = "Q8_0", vocabulary = byteVocabulary(), seed = 42 } = options;
  const shape = { ...tinyShape, ...options.shape };
  const random = randomNumbers(seed);
  const tensors = llamaTensors(shape, vocabulary.size).map((place) => randomTensor(place, type, random));
  return writeGguf(path, llamaMetadata({ name: "random" }, shape, type, vocabulary), tensors);
}

function randomTensor({ name, shape }: TensorPlace, type: TensorType, random: RandomNumbers): Tensor {
  const [row, rows] = shape;
  if (rows === undefined)
    return { name, shape, type: "F32", content: () => [encodeRows("F32", new Float32Array(row).fill(1))] };
  return { name, shape, type, content: () => randomRows(row, rows, type, random) };
}

function* randomRows(row: number, rows: number, type: TensorType, random: RandomNumbers): Generator<Buffer> {
  for (let index = 0; index < rows; index++)
    yield encodeRows(
      type,
      Float32Array.from({ length: row }, () => random.normal() * 0.02),
    );
}
