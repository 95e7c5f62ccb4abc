import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openEmbeddingModel, type EmbeddingModel } from "../../src/model/embedding-model.ts";
import { writeRandomModel } from "../../tools/gguf/random-model.ts";
import { keptLog, never, patience, temporaryFolder } from "./temporary-model.ts";

const folder = temporaryFolder();
const path = join(folder, "random.gguf");
let model: EmbeddingModel;
beforeAll(async () => {
  writeRandomModel(path, { type: "F32" });
  const settings = { name: "vectors", path, gpu: false, threads: 1, contextSize: 256 } as const;
  model = await openEmbeddingModel(settings, { log: keptLog() });
}, patience);
afterAll(() => model[Symbol.asyncDispose]());

function dot(one: Float32Array | undefined, other: Float32Array | undefined): number {
  return one?.reduce((sum, value, index) => sum + value * (other?.[index] ?? Number.NaN), 0) ?? Number.NaN;
}

test("each text becomes a vector of length 1, in the order of the texts", async () => {
  const texts = Array.from({ length: 70 }, (_, number) => `Post number ${number}`);
  const { vectors, dimension, identity } = await model.embed(texts, never);
  expect(identity).toEqual({
    name: "vectors",
    title: "random F32",
    sha256: expect.any(String),
    backend: "cpu, 1 thread",
  });
  expect(dimension).toBe(64);
  expect(vectors).toHaveLength(texts.length);
  for (const vector of vectors) {
    expect(vector).toBeInstanceOf(Float32Array);
    expect(vector).toHaveLength(dimension);
    expect(dot(vector, vector)).toBeCloseTo(1, 5);
  }
  const { vectors: alone } = await model.embed([texts[69] ?? ""], never);
  expect(dot(alone[0], vectors[69])).toBeCloseTo(1, 5);
  expect(dot(alone[0], vectors[3])).toBeLessThan(0.9999);
});

test("a text that is empty, or longer than the context, has a vector too", async () => {
  const long = "bees ".repeat(500);
  const { vectors } = await model.embed(["", long, `${long} and more`], never);
  expect(dot(vectors[0], vectors[0])).toBeCloseTo(1, 5);
  expect(dot(vectors[1], vectors[2])).toBeCloseTo(1, 5);
  expect((await model.embed([], never)).vectors).toEqual([]);
});

test("what is called off throws the caller's reason", async () => {
  const stop = new AbortController();
  stop.abort(new Error("not needed"));
  await expect(model.embed(["a"], stop.signal)).rejects.toThrow("not needed");
});
