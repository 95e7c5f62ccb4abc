import fc from "fast-check";
import { expect, test } from "vitest";
import {
  allCapabilities,
  decisionSchema,
  parseOutput,
  scoreOf,
  wanted,
  type Capability,
} from "../../src/decision/decision.ts";
import { digestItemSchema } from "../../src/decision/digest-item.ts";
import { grammarSchema } from "../../src/decision/grammar-schema.ts";
import { SkepError } from "../../src/shared/errors.ts";
import { z } from "zod";

test("a capability that was not granted is not in the grammar and does not parse", () => {
  const schema = decisionSchema(["reply"]);
  expect(JSON.stringify(grammarSchema(schema))).not.toContain("upvote");
  expect(() => parseOutput('{"reason":"r","reply":null,"upvote":{"strength":"full"}}', schema)).toThrow("upvote");
});

test("every capability may be declined and may be used", () => {
  const schema = decisionSchema(allCapabilities);
  const declined = parseOutput(
    '{"reason":"r","score":"0","reply":null,"upvote":null,"post":null,"thread":null}',
    schema,
  );
  expect(wanted(declined)).toEqual([]);
  const used = parseOutput(
    '{"reason":"r","score":"7","reply":{"body":"b"},"upvote":{"strength":"light"},"post":{"title":"t","body":"b"},"thread":{"body":"b"}}',
    schema,
  );
  expect(wanted(used)).toEqual(["reply", "upvote", "post", "thread"]);
});

test("a score comes with the right to vote, between the reason and the vote, and reads as a number", () => {
  expect(fieldsOf(["upvote"])).toEqual(["reason", "score", "upvote"]);
  expect(fieldsOf(["reply"])).toEqual(["reason", "reply"]);
  const decision = parseOutput('{"reason":"r","score":"10","upvote":null}', decisionSchema(["upvote"]));
  expect(scoreOf(decision)).toBe(10);
  expect(scoreOf({})).toBeUndefined();
  for (const score of ['"11"', '"-1"', '"7.5"', "7", "null"])
    expect(() => parseOutput(`{"reason":"r","score":${score},"upvote":null}`, decisionSchema(["upvote"]))).toThrow(
      "score",
    );
});

test("what is to be remembered stands last, may be nothing, and is asked for only where the agent keeps facts", () => {
  const schema = decisionSchema(["reply"], { remembers: true });
  expect(fieldsOf(["reply"], true)).toEqual(["reason", "reply", "remember"]);
  expect(parseOutput('{"reason":"r","reply":null,"remember":null}', schema).remember).toBeNull();
  expect(parseOutput('{"reason":"r","reply":null,"remember":"I keep bees."}', schema).remember).toBe("I keep bees.");
  expect(() => parseOutput('{"reason":"r","reply":null,"remember":"x"}', decisionSchema(["reply"]))).toThrow(
    "remember",
  );
  const long = JSON.stringify({ reason: "r", reply: null, remember: "x".repeat(161) });
  expect(() => parseOutput(long, schema)).toThrow("160");
});

test.each([" ", "\n\t", "\u200B\u2060", "\u0301"])("a text that shows nothing is refused: %j", (body) => {
  expect(() => parseOutput(JSON.stringify({ reason: "r", reply: { body } }), decisionSchema(["reply"]))).toThrow(
    "must say something",
  );
});

test.each(["🐝", "?", "7", "你好", "\u200Ba"])("a text that shows something is taken: %j", (body) => {
  expect(parseOutput(JSON.stringify({ reason: "r", reply: { body } }), decisionSchema(["reply"])).reply).toEqual({
    body,
  });
});

function fieldsOf(may: readonly Capability[], remembers = false): readonly string[] {
  const { properties } = grammarSchema(decisionSchema(may, { remembers })) as { properties: object };
  return Object.keys(properties);
}

test("the reason stands before everything else in the grammar, whatever the order in the agent file", () => {
  expect(fieldsOf(["post", "reply"])).toEqual(["reason", "reply", "post"]);
});

test("the grammar says oneOf where zod says anyOf, and holds no keyword that its compiler would drop", () => {
  for (const schema of [decisionSchema(allCapabilities), digestItemSchema]) {
    const text = JSON.stringify(grammarSchema(schema));
    expect(text).not.toContain("anyOf");
    expect(text).toContain("maxLength");
  }
  expect(() => grammarSchema(z.strictObject({ weight: z.int().min(1) }))).toThrow("would ignore");
});

test("lengths are counted in characters, as the grammar counts them, so that emoji pass", () => {
  const schema = decisionSchema(["reply"]);
  const body = "🐝".repeat(1500);
  expect(parseOutput(JSON.stringify({ reason: "r", reply: { body } }), schema).reply?.body).toBe(body);
  expect(() => parseOutput(JSON.stringify({ reason: "r", reply: { body: `${body}x` } }), schema)).toThrow("1500");
});

test("half a character, which the chain would refuse, is the model's fault", () => {
  const half = String.raw`{"reason":"r","reply":{"body":"a \ud83d b"}}`;
  expect(() => parseOutput(half, decisionSchema(["reply"]))).toThrow("well-formed");
});

test("broken JSON is reported as the model's fault", () => {
  expect(() => parseOutput("{", decisionSchema([]))).toThrow(expect.objectContaining({ code: "model_output_invalid" }));
});

test("any JSON either parses into what was granted or is refused with our error", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.subarray([...allCapabilities]), (value, may: Capability[]) => {
      expect(outcomeOf(JSON.stringify(value), may)).toBe("as it should be");
    }),
  );
});

function outcomeOf(output: string, may: readonly Capability[]): string {
  try {
    const asked = wanted(parseOutput(output, decisionSchema(may)));
    return asked.every((capability) => may.includes(capability)) ? "as it should be" : `wants ${asked.join()}`;
  } catch (error) {
    return error instanceof SkepError && error.code === "model_output_invalid" ? "as it should be" : String(error);
  }
}
