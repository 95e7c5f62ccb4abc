import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { allCapabilities, decisionSchema, parseOutput, scoreOf, type Capability } from "../../src/decision/decision.ts";
import { digestItemSchema, digestTopics, type DigestItem } from "../../src/decision/digest-item.ts";
import { grammarSchema } from "../../src/decision/grammar-schema.ts";
import type { LlamaModel } from "../../src/model/llama-model.ts";
import { writeRandomModel } from "../../tools/gguf/random-model.ts";
import { asking, never, openModel, scriptIn, temporaryFolder } from "./temporary-model.ts";

const folder = temporaryFolder();
const says = JSON.stringify({ reason: "A “quoted” word.", reply: { body: 'It says: "yes".\nTwice.' } });
let babbler: LlamaModel;
let stray: LlamaModel;
beforeAll(async () => {
  const random = join(folder, "random.gguf");
  writeRandomModel(random, { shape: { contextLength: 8192 } });
  babbler = await openModel({ path: random });
  // Kept from its script by every grammar, it says short things by chance.
  stray = await openModel({ path: scriptIn(folder, ["No JSON"]) });
});
afterAll(async () => {
  await babbler[Symbol.asyncDispose]();
  await stray[Symbol.asyncDispose]();
});

/** What a model says by chance under a schema, by its real grammar. */
async function babble(model: LlamaModel, schema: z.ZodType, seed: number): Promise<unknown> {
  const request = asking({ schema: grammarSchema(schema), temperature: 1, seed, maxTokens: 3500 });
  return JSON.parse((await model.complete(request, never)).text) as unknown;
}

const mays: Capability[][] = [["reply"], ["upvote"], ["post"], ["thread"], [...allCapabilities]];

test.each(mays.map((may) => ({ names: may.join(", "), may })))(
  "each thing an agent may do ($names) comes out both wanted and not",
  async ({ may }) => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 40 && seen.size < 2 * (may.length + 1); seed++) {
      const decision = (await babble(stray, decisionSchema(may, { remembers: true }), seed)) as Record<string, unknown>;
      const score = may.includes("upvote") ? ["score"] : [];
      const fields = ["reason", ...score, ...allCapabilities.filter((name) => may.includes(name)), "remember"];
      expect(Object.keys(decision)).toEqual(fields);
      for (const name of [...may, "remember"]) seen.add(`${name} ${decision[name] === null ? "not wanted" : "wanted"}`);
    }
    expect([...seen].toSorted()).toEqual(
      [...may, "remember"].flatMap((name) => [`${name} not wanted`, `${name} wanted`]).toSorted(),
    );
  },
);

test("what a grammar lets through has the shape of its schema", async () => {
  for (let seed = 1; seed <= 3; seed++) {
    const item = await babble(babbler, digestItemSchema, seed);
    expect(item).toEqual({
      quote: expect.any(String),
      headline: expect.any(String),
      summary: expect.any(String),
      keyPoints: expect.any(Array),
      topic: expect.toBeOneOf([...digestTopics]),
    });
    expect(Object.keys(item as object)).toEqual(Object.keys(digestItemSchema.shape));
  }
});

test("every score comes out, and no other", async () => {
  const scores = Array.from({ length: 11 }, (_, number) => String(number));
  const schema = decisionSchema(["upvote"]);
  expect(await seenIn(schema, (decision) => [String(scoreOf(decision))], scores.length)).toEqual(scores.toSorted());
});

test("every topic comes out, and none, some and three key points", async () => {
  const wanted = [...digestTopics, "0", "1", "2", "3"];
  const facts = ({ topic, keyPoints }: DigestItem) => [topic, String(keyPoints.length)];
  expect(await seenIn(digestItemSchema, facts, wanted.length)).toEqual(wanted.toSorted());
});

/** All that is seen in what a model says by chance, in order, once there are so many different things. */
async function seenIn<T>(
  schema: z.ZodType<T>,
  factsOf: (said: T) => readonly string[],
  count: number,
): Promise<string[]> {
  const seen = new Set<string>();
  for (let seed = 1; seed <= 400 && seen.size < count; seed++) {
    const said = schema.parse(await babble(stray, schema, seed));
    for (const fact of factsOf(said)) seen.add(fact);
  }
  return [...seen].toSorted();
}

test("a fourth key point or a topic of its own does not come out of the grammar", async () => {
  const item = { quote: "q", headline: "h", summary: "s" };
  for (const said of [
    { ...item, keyPoints: ["1", "2", "3", "4"], topic: "art" },
    { ...item, keyPoints: [], topic: "sports" },
  ]) {
    const text = await underGrammar(JSON.stringify(said), digestItemSchema);
    expect(text).not.toBe(JSON.stringify(said));
    const { keyPoints, topic } = JSON.parse(text) as { keyPoints: string[]; topic: string };
    expect(keyPoints.length).toBeLessThanOrEqual(3);
    expect(digestTopics).toContain(topic);
  }
});

/** What a model that wants to say `wish` says under a schema's real grammar. */
async function underGrammar(wish: string, schema: z.ZodType): Promise<string> {
  await using script = await openModel({ path: scriptIn(folder, [wish]) });
  const request = asking({ schema: grammarSchema(schema), temperature: 0, maxTokens: 3500 });
  return (await script.complete(request, never)).text;
}

test("a decision that a model writes compactly passes unchanged", async () => {
  const schema = decisionSchema(["reply"]);
  await using script = await openModel({ path: scriptIn(folder, [says]) });
  const { text } = await script.complete(asking({ schema: grammarSchema(schema) }), never);
  expect(text).toBe(says);
  expect(JSON.stringify(parseOutput(text, schema))).toBe(says);
});

test("a schema that does not describe an object is refused, and the next turn is unharmed", async () => {
  const pid = babbler.enginePid;
  await expect(babbler.complete(asking({ schema: { type: "string" } }), never)).rejects.toMatchObject({
    code: "config_invalid",
    message: expect.stringContaining("must describe an object"),
  });
  await expect(babbler.complete(asking({ maxTokens: 3 }), never)).resolves.toMatchObject({ completionTokens: 3 });
  expect(babbler.enginePid).toBe(pid);
});

test("JSON that is cut by maxTokens is an invalid output, and the next turn is unharmed", async () => {
  const schema = grammarSchema(decisionSchema(["reply"]));
  await expect(babbler.complete(asking({ schema, maxTokens: 12 }), never)).rejects.toMatchObject({
    code: "model_output_invalid",
    message: expect.stringContaining("maxTokens is 12"),
  });
  await expect(babbler.complete(asking({ maxTokens: 3 }), never)).resolves.toMatchObject({ completionTokens: 3 });
});
