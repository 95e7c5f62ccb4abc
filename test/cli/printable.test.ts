import fc from "fast-check";
import { expect, test } from "vitest";
import { printable } from "../../src/cli/printable.ts";
import { clip, table } from "../../src/cli/table.ts";

test("nothing from the chain can command a terminal", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      // oxlint-disable-next-line no-control-regex
      expect(printable(`\u001B[31m${text}\u009B2J`)).not.toMatch(
        /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/,
      );
    }),
  );
});

test("words of every script stay", () => {
  expect(printable("Zoë 你好 🐝\nsecond line")).toBe("Zoë 你好 🐝\nsecond line");
});

test("a table lines up its columns, and a long cell is clipped to one line", () => {
  expect(
    table([
      ["a", "bb"],
      ["ccc", "d"],
    ]),
  ).toBe("a    bb\nccc  d");
  expect(clip("one\ntwo three", 9)).toBe("one two …");
});
