import fc from "fast-check";
import { expect, test } from "vitest";
import { printable } from "../../src/cli/printable.ts";
import { clip, table } from "../../src/cli/table.ts";

function isControl(point: number): boolean {
  return (point < 0x20 && point !== 0x0a) || (point >= 0x7f && point < 0xa0) || (point >= 0x202a && point <= 0x202e);
}

test("nothing from the chain can command a terminal", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const shown = printable(`\u001B[31m${text}\u009B2J`);
      expect(Array.from(shown).filter((character) => isControl(character.codePointAt(0) ?? 0))).toEqual([]);
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
