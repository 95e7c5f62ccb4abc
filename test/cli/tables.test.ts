import { expect, test } from "vitest";
import { span } from "../../src/cli/moment.ts";
import { table } from "../../src/cli/table.ts";

test("columns stand side by side, as wide as they want to be where there is room", () => {
  expect(
    table([
      ["a", "bb"],
      ["ccc", "d"],
    ]),
  ).toBe("a    bb\nccc  d");
});

test("where the width does not suffice the widest columns go on in the lines below, and nothing is lost", () => {
  const words = "one two three four five six seven eight nine ten";
  const shown = table([["1", words, "short"]], { width: 40 });
  expect(Math.max(...shown.split("\n").map((line) => line.length))).toBeLessThanOrEqual(40);
  for (const word of words.split(" ")) expect(shown).toContain(word);
});

test("a word longer than its column is broken, and text that would command a terminal is shown as words", () => {
  const shown = table([["x".repeat(50), "\u001B[31mred\nline"]], { width: 30 });
  expect(shown.replaceAll(/[^x]/g, "")).toHaveLength(50);
  expect(shown).toContain("red line");
  expect(shown).not.toContain("\u001B");
});

test("a span is told in its two largest units", () => {
  expect(span(0)).toBe("0 s");
  expect(span(12_400)).toBe("12 s");
  expect(span(3_600_000 * 27 + 61_000)).toBe("1 d 3 h");
});
