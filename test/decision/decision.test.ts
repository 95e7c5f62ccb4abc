import fc from "fast-check";
import { expect, test } from "vitest";
import { allCapabilities, decisionSchema, parseOutput, wanted, type Capability } from "../../src/decision/decision.ts";
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
  const declined = parseOutput('{"reason":"r","reply":null,"upvote":null,"post":null}', schema);
  expect(wanted(declined)).toEqual([]);
  const used = parseOutput(
    '{"reason":"r","reply":{"body":"b"},"upvote":{"strength":"light"},"post":{"title":"t","body":"b"}}',
    schema,
  );
  expect(wanted(used)).toEqual(["reply", "upvote", "post"]);
});

test("the reason stands before everything else in the grammar, whatever the order in the agent file", () => {
  const schema = grammarSchema(decisionSchema(["post", "reply"])) as { properties: object };
  expect(Object.keys(schema.properties)).toEqual(["reason", "reply", "post"]);
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
