import { z } from "zod";
import { didYouMean } from "./did-you-mean.ts";

/**
 * Says what is wrong with a value in the words of somebody who writes YAML. For unknown keys there is one line for each
 * of them, in order. `undefined`: zod's own words will do. A message that stands in the schema itself goes before these.
 */
export function explainIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return wrongType(issue.expected, issue.input);
    case "invalid_value":
      return notOneOf(issue.values.map(String), issue.input);
    case "invalid_union":
      return wrongKind(issue.discriminator, issue);
    case "unrecognized_keys":
      return issue.keys.map((key) => `unknown key "${key}"${didYouMean(key, keysOf(issue.inst))}`).join("\n");
    case "too_small":
      return outOfRange("at least", issue.origin, issue.minimum);
    case "too_big":
      return outOfRange("at most", issue.origin, issue.maximum);
    case "invalid_key":
    case "invalid_format":
    case "invalid_element":
    case "not_multiple_of":
    case "custom":
      return undefined;
  }
}

const words: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: 'a list (lines that begin with "- ")',
  object: "a group of settings",
  record: "a group of settings",
};

function wrongType(expected: string, input: unknown): string {
  if (input === undefined) return "is missing";
  if (input === null) return "is empty";
  return `must be ${words[expected] ?? expected}, not ${show(input)}`;
}

function notOneOf(values: readonly string[], input: unknown): string {
  if (input === undefined) return "is missing";
  const guess = typeof input === "string" ? didYouMean(input, values) : "";
  return `must be ${values.join(" or ")}, not ${show(input)}${guess}`;
}

function wrongKind(
  discriminator: string | undefined,
  { input, ["options"]: options }: z.core.$ZodRawIssue,
): string | undefined {
  if (discriminator === undefined) return undefined;
  const value = isRecord(input) ? input[discriminator] : undefined;
  return notOneOf(Array.isArray(options) ? options.map(String) : [], value);
}

function outOfRange(bound: string, origin: string, limit: number | bigint): string {
  if (origin === "string") return `must have ${bound} ${limit} ${limit === 1 ? "character" : "characters"}`;
  if (origin === "array") return `must have ${bound} ${limit} ${limit === 1 ? "entry" : "entries"}`;
  return `must be ${bound} ${limit}`;
}

function keysOf(schema: unknown): readonly string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function show(input: unknown): string {
  if (Array.isArray(input)) return "a list";
  if (isRecord(input)) return "a group of settings";
  const text = JSON.stringify(input) ?? String(input);
  if (privateKey.test(text)) return "what looks like a private key";
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

// WIF: 51 characters of base 58. Whoever pasted one into the wrong place must not find it in a log.
const privateKey = /5[HJK][1-9A-HJ-NP-Za-km-z]{49}/;

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === "object" && input !== null && !Array.isArray(input);
}
