import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { allCapabilities, decisionSchema, parseOutput, type Capability } from "../../src/decision/decision.ts";
import { digestItemSchema } from "../../src/decision/digest-item.ts";
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

const mays: Capability[][] = [["reply"], ["upvote"], ["post"], [...allCapabilities]];

test.each(mays.map((may) => ({ names: may.join(", "), may })))(
  "each thing an agent may do ($names) comes out both wanted and not",
  async ({ may }) => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 40 && seen.size < 2 * may.length; seed++) {
      const decision = (await babble(stray, decisionSchema(may), seed)) as Record<string, unknown>;
      expect(Object.keys(decision)).toEqual(["reason", ...allCapabilities.filter((name) => may.includes(name))]);
      for (const name of may) seen.add(`${name} ${decision[name] === null ? "not wanted" : "wanted"}`);
    }
    expect([...seen].toSorted()).toEqual(may.flatMap((name) => [`${name} not wanted`, `${name} wanted`]).toSorted());
  },
);

test("what a grammar lets through has the shape of its schema", async () => {
  for (let seed = 1; seed <= 3; seed++) {
    expect(await babble(babbler, digestItemSchema, seed)).toEqual({
      headline: expect.any(String),
      quote: expect.any(String),
    });
  }
});

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
