import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getLlama, type Llama } from "node-llama-cpp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { byteVocabulary } from "../../tools/gguf/byte-vocabulary.ts";
import { writeRandomModel } from "../../tools/gguf/random-model.ts";
import { tensorTypes, type TensorType } from "../../tools/gguf/tensor-encoding.ts";

let llama: Llama;
const directory = mkdtempSync(join(tmpdir(), "skep-random-"));

beforeAll(async () => {
  llama = await getLlama({ gpu: false, build: "never", skipDownload: true, maxThreads: 1 });
});
afterAll(async () => {
  await llama.dispose();
  rmSync(directory, { recursive: true });
});

test.each(Object.keys(tensorTypes) as TensorType[])("a %s model loads and evaluates", async (type) => {
  const path = join(directory, `${type}.gguf`);
  writeRandomModel(path, { type });
  await using model = await llama.loadModel({ modelPath: path });
  await using context = await model.createContext({ contextSize: 128, threads: 1 });
  const sequence = context.getSequence();
  const tokens = [];
  for await (const token of sequence.evaluate(model.tokenize("Hi"), { temperature: 0 }))
    if (tokens.push(token) === 4) break;
  expect(tokens).toHaveLength(4);
  expect(model.trainContextSize).toBe(2048);
});

test("text of any kind survives the way to tokens and back", async () => {
  const path = join(directory, "bytes.gguf");
  const vocabulary = byteVocabulary({ merges: [[Buffer.from("h"), Buffer.from("é")]] });
  writeRandomModel(path, { vocabulary });
  await using model = await llama.loadModel({ modelPath: path });
  const text = "Héllo 🐝  пчела\n\n蜂 “hé” \t<|im_end|>";
  expect(model.detokenize(model.tokenize(text))).toBe(text);
});
