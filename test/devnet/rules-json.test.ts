import { describe, expect, test } from "vitest";
import { NodeError } from "../../src/devnet/node-error.ts";
import { ensureJson } from "../../src/devnet/rules/valid-json.ts";

function isTaken(json: string): boolean {
  try {
    ensureJson(json);
    return true;
  } catch (error) {
    if (error instanceof NodeError) return false;
    throw error;
  }
}

// Each was put to hived's own code (wax 2.0.2), which has a quick parser and an old, forgiving one behind it.
describe("hived takes as JSON", () => {
  test.for([
    '{"app":"x","tags":["日本語","😀"]}',
    "5",
    "1.",
    ".5",
    "01",
    "1e5",
    "1e400",
    "1abc",
    "null",
    '"a\nb"',
    '"\\x"',
    "18446744073709551615",
    "-9223372036854775808",
    // What follows a value is nobody's business, as long as there is no null in it.
    '{"a":1} trailing',
    '{"a":1}}',
    "[1] x",
    "5 x",
    "true x",
    '"a"b',
    // Commas are free.
    '{"a":1,}',
    '{,"a":1}',
    '{"a":1 "b":2}',
    "[1,,2]",
    "[1 2]",
    "[1-2]",
    // Words that begin with n, t or f, or with a digit, are texts.
    "nope",
    "tru",
    "text",
    "[nan]",
    '{"a":undefined}'.replace("undefined", "nothing"),
    "[0x10]",
    "f.f-x:y/z",
    `${"[".repeat(1000)}${"]".repeat(1000)}`,
  ])("%s", (json) => {
    expect(isTaken(json)).toBe(true);
  });
});

describe("hived does not take as JSON", () => {
  test.for([
    "",
    "  ",
    "hello",
    "not json",
    "{not json",
    "{bad",
    "{'a':1}",
    "{a:1}",
    '{"a":1',
    '{"a" 1}',
    '{"a":}',
    "[".repeat(40),
    "[1",
    "[hello]",
    "undefined",
    "1.2.3",
    "-",
    "[--1]",
    "[+1]",
    '"a',
    // A null sends it to the old parser, which wants the text to end there.
    "null ",
    "[null] x",
    '{"a":null}\n',
    // So does a number that no type holds, and the old parser has none either.
    "18446744073709551616",
    '{"a":-9223372036854775809}',
    "/*c*/{}",
    `${"[".repeat(1100)}${"]".repeat(1100)}`,
  ])("%s", (json) => {
    expect(isTaken(json)).toBe(false);
  });
});
