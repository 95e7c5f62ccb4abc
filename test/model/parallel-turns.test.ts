import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CompletionRequest } from "../../src/model/language-model.ts";
import type { LlamaModel } from "../../src/model/llama-model.ts";
import { writeCountingModel } from "../../tools/gguf/counting-model.ts";
import { writeRandomModel } from "../../tools/gguf/random-model.ts";
import { asking, never, openModel, patience, scriptIn, temporaryFolder } from "./temporary-model.ts";

const folder = temporaryFolder();
const path = join(folder, "random.gguf");
const counting = join(folder, "counting.gguf");

/** What the counting model says where there are most of a letter: `a0 a1 a2 …`, each letter as long as no other. */
const lineOf = (letter: string, length: number): string[] =>
  Array.from({ length }, (_, piece) => `${letter.toLowerCase()}${piece} `);
const lines = Object.fromEntries(
  Array.from("ABCDEFGHIJKL", (letter, index) => [letter, lineOf(letter, 6 + 4 * index)]),
);

let counter: LlamaModel;
let babbler: LlamaModel;
beforeAll(async () => {
  writeRandomModel(path, { shape: { contextLength: 8192 } });
  // Sure of its words: one that babbles may say others for a rounding error, and a batch rounds otherwise.
  writeCountingModel(counting, { lines: { ...lines, Z: lineOf("Z", 400) } });
  [counter, babbler] = await Promise.all([
    openModel({ path: counting, parallel: 4 }),
    openModel({ path, contextSize: 4096, parallel: 4 }),
  ]);
}, patience);
afterAll(async () => {
  await counter[Symbol.asyncDispose]();
  await babbler[Symbol.asyncDispose]();
});

/** A turn, and what is to be said in it. */
interface Asked {
  readonly request: CompletionRequest;
  readonly said: string;
}

/** One turn for each letter, of all kinds: short and long prompts, short and long answers, free and bound by a schema. */
const mixed: readonly Asked[] = Object.entries(lines).map(([letter, line], number, { length }) => {
  const other = Object.keys(lines)[(number + 1) % length];
  const bound = number % 4 === 3;
  const maxTokens = bound ? 300 : 5 + number * 7;
  const schema = { type: "object", properties: { body: { type: "string", maxLength: 300 } } };
  return {
    request: asking({
      system: `you are agent ${number % 3}. `.repeat(1 + (number % 4) * 8),
      user: `here are ${letter}, ${letter}, ${letter} and ${other}. `.repeat(1 + (number % 5)),
      maxTokens,
      ...(bound ? { schema } : {}),
    }),
    said: bound ? JSON.stringify({ body: line.join("") }) : line.slice(0, maxTokens).join(""),
  };
});
const wanted = mixed.map(({ said }) => said);

/** What became of a turn: its text (its JSON in its shortest form), or why there is none. */
async function outcome(model: LlamaModel, request: CompletionRequest, signal = never): Promise<string> {
  return await model.complete(request, signal).then(
    ({ text }) => (request.schema ? JSON.stringify(JSON.parse(text)) : text),
    (error: unknown) => String(error),
  );
}

test(
  "turns side by side say what their own prompts ask for, as they do one at a time",
  { timeout: patience },
  async () => {
    const alone: string[] = [];
    for (const { request } of mixed) alone.push(await outcome(counter, request));
    expect(alone).toEqual(wanted);
    expect(await Promise.all(mixed.map(({ request }) => outcome(counter, request)))).toEqual(wanted);
  },
);

test(
  "turns that are called off in the middle change nothing for those beside them",
  { timeout: patience },
  async () => {
    const kept = mixed.slice(4, 7);
    const stop = new AbortController();
    const onText = (): void => stop.abort(new Error("enough"));
    const lost = outcome(counter, asking({ user: "Z, Z, Z", maxTokens: 500, onText }), stop.signal);
    const said = await Promise.all(kept.map(({ request }) => outcome(counter, request)));
    expect(said).toEqual(wanted.slice(4, 7));
    expect(await lost).toBe("Error: enough");
  },
);

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
  const texts = await Promise.all(
    mixed.map(({ request: { system, user } }) => outcome(script, asking({ system, user }))),
  );
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
