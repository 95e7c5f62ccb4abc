import fc from "fast-check";
import { expect, test } from "vitest";
import { beginningOf, countWords, sentencesOf } from "../../src/shared/sentences.ts";

test("sentences end as they do in every script, and at the end of a line", () => {
  expect(sentencesOf("It cost 1.5 HBD. Really?  Yes!\nAnother line")).toEqual([
    "It cost 1.5 HBD.",
    "Really?",
    "Yes!",
    "Another line",
  ]);
  expect(sentencesOf("价格上涨。大家在等。")).toEqual(["价格上涨。", "大家在等。"]);
});

test("words are counted where no blanks stand between them too", () => {
  expect(countWords("one two, three")).toBe(3);
  expect(countWords("交易者正在等待报告")).toBeGreaterThan(2);
});

test("the beginning of a text ends with a sentence, else with a word, else where it must", () => {
  expect(beginningOf("One. Two three. Four.", 100)).toBe("One. Two three. Four.");
  expect(beginningOf("One. Two three. Four.", 16)).toBe("One. Two three.");
  expect(beginningOf("One two three four", 10)).toBe("One two…");
  expect(beginningOf("One two three four", 10, "")).toBe("One two");
  expect(beginningOf("x".repeat(50), 10)).toBe(`${"x".repeat(9)}…`);
});

test("a beginning is never longer than allowed, and stands in the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 80 }), fc.integer({ min: 1, max: 40 }), (text, length) => {
      const beginning = beginningOf(text, length, "");
      expect(Array.from(beginning).length).toBeLessThanOrEqual(length);
      expect(text).toContain(beginning);
    }),
  );
});
