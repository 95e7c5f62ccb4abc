import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { digestItemSchema } from "../../src/decision/digest-item.ts";
import { grammarSchema } from "../../src/decision/grammar-schema.ts";
import type { CompletionRequest } from "../../src/model/language-model.ts";
import type { LlamaModel } from "../../src/model/llama-model.ts";
import { writeRandomModel } from "../../tools/gguf/random-model.ts";
import { asking, never, openModel, patience, scriptIn, temporaryFolder } from "./temporary-model.ts";

const folder = temporaryFolder();
const path = join(folder, "random.gguf");
const shipped = fileURLToPath(new URL("../../models/skep-tiny.gguf", import.meta.url));
let single: LlamaModel;
let fourfold: LlamaModel;
let babbler: LlamaModel;
beforeAll(async () => {
  writeRandomModel(path, { shape: { contextLength: 8192 } });
  // A trained model is sure of its words: one that babbles may say others for a rounding error, and a batch rounds otherwise.
  [single, fourfold, babbler] = await Promise.all([
    openModel({ path: shipped }),
    openModel({ path: shipped, parallel: 4 }),
    openModel({ path, contextSize: 4096, parallel: 4 }),
  ]);
}, patience);
afterAll(async () => {
  await single[Symbol.asyncDispose]();
  await fourfold[Symbol.asyncDispose]();
  await babbler[Symbol.asyncDispose]();
});

const topics = ["bees", "rain", "a slow train", "the old harbour", "bread", "my garden"];

/** Turns of all kinds: short and long prompts, short and long answers, free and bound by a schema. */
const mixed: readonly CompletionRequest[] = Array.from({ length: 12 }, (_, number) => {
  const topic = topics[number % topics.length];
  return asking({
    system: `You are agent ${number % 3}. `.repeat(1 + (number % 4) * 8),
    user: `I wrote about ${topic}. The main point is that ${topic} can save the day. `.repeat(1 + (number % 5)),
    maxTokens: number % 4 === 3 ? 300 : 5 + number * 7,
    ...(number % 4 === 3 ? { schema: grammarSchema(digestItemSchema) } : {}),
  });
});

/** What became of a turn: its text, or why there is none. */
async function outcome(model: LlamaModel, request: CompletionRequest, signal = never): Promise<string> {
  return await model.complete(request, signal).then(
    ({ text }) => text,
    (error: unknown) => String(error),
  );
}

test("turns side by side say what they say one at a time", { timeout: patience }, async () => {
  const alone: string[] = [];
  for (const request of mixed) alone.push(await outcome(single, request));
  expect(await Promise.all(mixed.map((request) => outcome(fourfold, request)))).toEqual(alone);
  expect(new Set(alone).size).toBeGreaterThan(mixed.length / 2);
});

test("turns that are called off in the middle change nothing for those beside them", async () => {
  const kept = mixed.slice(4, 7);
  const alone: string[] = [];
  for (const request of kept) alone.push(await outcome(single, request));
  const stop = new AbortController();
  let heard = 0;
  const onText = (): void => void (++heard === 5 && stop.abort(new Error("enough")));
  const lost = outcome(fourfold, asking({ user: `Tell me more. `, maxTokens: 500, onText }), stop.signal);
  expect(await Promise.all(kept.map((request) => outcome(fourfold, request)))).toEqual(alone);
  expect(await lost).toBe("Error: enough");
});

test("a turn that comes while a long one runs does not wait for its end", async () => {
  const stop = new AbortController();
  let over = false;
  const long = outcome(babbler, asking({ maxTokens: 3900 }), stop.signal).then(() => (over = true));
  for (let number = 0; number < 5; number++) await babbler.complete(asking({ user: `${number}`, maxTokens: 3 }), never);
  expect(over).toBe(false);
  stop.abort();
  await long;
});

test("a scripted model says its script in every turn of many", { timeout: patience }, async () => {
  const says = ["Bees ", "büzzen ", "🐝\n", "twice."];
  await using script = await openModel({ path: scriptIn(folder, says), parallel: 4 });
  const texts = await Promise.all(mixed.map(({ system, user }) => outcome(script, asking({ system, user }))));
  expect(new Set(texts)).toEqual(new Set([says.join("")]));
});

test("each of several agents finds its own instruction evaluated", { timeout: patience }, async () => {
  const systems = ["sage", "curator", "scribe"].map((name) => `You are the ${name}. `.repeat(20));
  await using model = await openModel({ path, parallel: 3 });
  const cached: number[] = [];
  for (const round of [1, 2, 3]) {
    // In another order each time: where the slot used longest ago is taken blindly, nobody finds its own.
    for (const system of round === 2 ? systems.toReversed() : systems) {
      const completion = await model.complete(asking({ system, user: `Round ${round}`, maxTokens: 2 }), never);
      cached.push(completion.cachedTokens);
    }
  }
  const shortest = Math.min(...systems.map(({ length }) => length));
  expect(cached.slice(0, 3).filter((tokens) => tokens >= shortest)).toEqual([]);
  expect(cached.slice(3).filter((tokens) => tokens < shortest)).toEqual([]);
});
