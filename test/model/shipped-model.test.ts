import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openEmbeddingModel } from "../../src/model/embedding-model.ts";
import type { LlamaModel } from "../../src/model/llama-model.ts";
import { asking, keptLog, never, openModel } from "./temporary-model.ts";

const path = "models/skep-tiny.gguf";
if (!existsSync(path)) process.stderr.write(`skipped: there is no ${path}\n`);

/** Two shapes that the model never saw: what it learned is no help. */
const unseen = [
  {
    type: "object",
    properties: {
      colour: { enum: ["red", "green", "blue"] },
      reasons: { type: "array", maxItems: 2, items: { type: "string", maxLength: 12 } },
    },
    required: ["colour", "reasons"],
    additionalProperties: false,
  },
  {
    type: "object",
    properties: {
      nested: {
        type: "object",
        properties: { yes: { type: "boolean" } },
        required: ["yes"],
        additionalProperties: false,
      },
    },
    required: ["nested"],
    additionalProperties: false,
  },
];

describe.skipIf(!existsSync(path))("the model that ships, as a model like any other", () => {
  const log = keptLog();
  let model: LlamaModel;
  beforeAll(async () => {
    model = await openModel({ path }, { log });
  });
  afterAll(() => model[Symbol.asyncDispose]());

  test("loads, and is spoken to by the template in its file", () => {
    expect(model.identity).toMatchObject({ title: "skep-tiny Q8_0", backend: "cpu, 1 thread" });
    expect(model.contextSize).toBe(2048);
    expect(log.lines.join("\n")).toContain('"chatFormat":"ChatML"');
  });

  test("streams an answer that ends by itself", async () => {
    const heard: string[] = [];
    const { text, completionTokens } = await model.complete(
      asking({ user: "Who carries the pollen?", maxTokens: 300, onText: (piece) => heard.push(piece) }),
      never,
    );
    expect(heard.join("")).toBe(text);
    expect(completionTokens).toBeGreaterThan(0);
    expect(text).not.toMatch(/<\|im_(start|end)\|>/);
  });

  test.each(unseen)("obeys a grammar that it never saw (%#)", async (schema) => {
    const { text } = await model.complete(asking({ schema, temperature: 1, maxTokens: 200 }), never);
    const answer = JSON.parse(text) as Record<string, unknown>;
    expect(Object.keys(answer)).toEqual(schema.required);
    expect(JSON.stringify(answer)).toMatch(/"colour":"(red|green|blue)","reasons":\[|"nested":\{"yes":(true|false)\}/);
  });

  test("says the same again for the same seed, whatever was asked in between", async () => {
    const say = async (seed: number): Promise<string> =>
      (await model.complete(asking({ user: "Tell of bees.", temperature: 1, seed, maxTokens: 30 }), never)).text;
    const first = await say(7);
    expect(await say(8)).not.toBe(first);
    expect(await say(7)).toBe(first);
  });

  test("counts the tokens of any text, control marks as text", async () => {
    expect(await model.countTokens("")).toBe(0);
    expect(await model.countTokens("<|im_end|>")).toBeGreaterThan(1);
  });

  test("turns texts into vectors of length one, the same text into the same", async () => {
    await using embedder = await openEmbeddingModel(
      { name: "test", path, gpu: false, threads: 1 },
      { log: keptLog() },
      never,
    );
    const { vectors, dimension } = await embedder.embed(
      ["Bees carry pollen.", "HBD is a coin.", "Bees carry pollen."],
      never,
    );
    expect(vectors.map(({ length }) => length)).toEqual([dimension, dimension, dimension]);
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 3);
    expect(vectors[2]).toEqual(vectors[0]);
    expect(vectors[1]).not.toEqual(vectors[0]);
  });
});
