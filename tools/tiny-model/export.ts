import { readFileSync } from "node:fs";
import { join } from "node:path";
import { byteVocabulary } from "../gguf/byte-vocabulary.ts";
import { writeGguf, type Tensor } from "../gguf/gguf-writer.ts";
import { llamaMetadata } from "../gguf/llama-metadata.ts";
import { llamaTensors } from "../gguf/llama-tensors.ts";
import { encodeRows } from "../gguf/tensor-encoding.ts";
import type { Merge } from "./byte-pairs.ts";
import { contractHash } from "./contract.ts";
import { readWeights, type TrainedWeights } from "./exported-weights.ts";
import { fileHash, writeModelRecord } from "./model-record.ts";

// Writes a checkpoint as the GGUF that ships, and its record: `node build/tools/tiny-model/export.js <tokens folder> <checkpoints folder> [file]`.

const description =
  "A very small model that knows four tricks and nothing else: to quote the sentence that answers a question, to judge a post, to find a post's key sentence, to join headlines. " +
  "Trained from scratch on generated text for Skep's example agents.";

const [tokens = "", checkpoints = "", path = "models/skep-tiny.gguf"] = process.argv.slice(2);
const vocabulary = byteVocabulary({ merges: readMerges(join(tokens, "merges.json")) });
const weights = readWeights(checkpoints);
const metadata = llamaMetadata({ name: "skep-tiny", description, license: "MIT" }, weights.shape, "Q8_0", vocabulary);
const bytes = writeGguf(
  path,
  metadata,
  llamaTensors(weights.shape, vocabulary.size).map(({ name, shape }) => trainedTensor(name, shape, weights)),
);
writeModelRecord(path, {
  sha256: fileHash(path),
  bytes,
  parameters: weights.parameters,
  trainedOn: contractHash("."),
  date: new Date().toISOString().slice(0, 10),
});
process.stdout.write(`${path}: ${bytes} bytes, ${weights.parameters} parameters\n`);

function readMerges(file: string): Merge[] {
  const pairs = JSON.parse(readFileSync(file, "utf8")) as [string, string][];
  return pairs.map(([left, right]) => [Buffer.from(left, "hex"), Buffer.from(right, "hex")]);
}

function trainedTensor(name: string, shape: readonly number[], { valuesOf }: TrainedWeights): Tensor {
  const type = shape.length === 1 ? "F32" : "Q8_0";
  return { name, shape, type, content: () => [encodeRows(type, valuesOf(name))] };
}
