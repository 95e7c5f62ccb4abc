import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { estimateMemory, requireMemory } from "../../src/model/memory-estimate.ts";
import { checkModelFile } from "../../src/model/model-file.ts";
import { writeRandomModel } from "../../tools/gguf/random-model.ts";
import { asking, never, openModel, temporaryFolder } from "./temporary-model.ts";

const path = join(temporaryFolder(), "model.gguf");
const shape = { width: 64, layers: 4, heads: 4, keyValueHeads: 2, feedForward: 192, contextLength: 1 << 20 };
writeRandomModel(path, { shape });
const file = await checkModelFile({ name: "m", path });

test("an estimate counts the weights, a cache for every token of every turn, and the work", () => {
  const one = estimateMemory(file.header, { contextSize: 1000 });
  // Keys and values: 2 heads of 16 numbers each, in 4 layers, 2 bytes a number.
  expect(one.context).toBe(1000 * 4 * 2 * (16 + 16) * 2);
  expect(one.weights).toBe(file.header.weightBytes);
  expect(one.weights).toBeGreaterThan(file.header.parameters);
  expect(one.sum).toBe(one.weights + one.context + one.work);
  expect(estimateMemory(file.header, { contextSize: 1000, parallel: 3 }).context).toBe(3 * one.context);
});

test("a model that does not fit is refused with the numbers and the remedy that helps", () => {
  const room = { contextSize: 1_000_000 };
  const { sum, context } = estimateMemory(file.header, room);
  expect(() => requireMemory(file, room, { total: 8e9, free: sum })).not.toThrow();
  expect(() => requireMemory(file, room, { total: 8e9, free: sum - 1 })).toThrow(/needs about .* Lower contextSize/);
  expect(() => requireMemory(file, room, { total: 8e9, free: sum - context - 1 })).toThrow(/smaller model/);
});

test("a context that no machine has memory for is refused before anything is loaded", async () => {
  await expect(openModel({ path, contextSize: 1 << 20, parallel: 64 })).rejects.toMatchObject({
    code: "model_unavailable",
    message: expect.stringMatching(/needs about [\d.]+ GB of memory .* free/),
  });
});

test(
  "the estimate is what the engine takes, within a quarter or 60 MB",
  { skip: process.platform !== "linux" },
  async () => {
    const contextSize = 131_072;
    await using model = await openModel({ path, contextSize });
    await model.complete(asking({ maxTokens: 2 }), never);
    const resident =
      Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${model.enginePid}/status`, "utf8"))?.[1]) * 1024;
    const { sum } = estimateMemory(file.header, { contextSize });
    expect(Math.abs(resident - sum)).toBeLessThan(Math.max(60e6, sum / 4));
  },
);
