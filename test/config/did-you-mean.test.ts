import fc from "fast-check";
import { expect, test } from "vitest";
import { didYouMean, nearestWord } from "../../src/config/did-you-mean.ts";

const known = ["triggers", "minWords", "mention", "reply", "on"];

test.each([
  ["trigers", "triggers"],
  ["minwords", "minWords"],
  ["mentoin", "mention"],
  ["no", "on"],
  ["schedule", undefined],
  ["x", undefined],
  ["", undefined],
])("%j was probably meant to be %j", (word, meant) => {
  expect(nearestWord(word, known)).toBe(meant);
});

test("the guess reads as the end of a complaint, and nothing is said without one", () => {
  expect(didYouMean("trigers", known)).toBe('; did you mean "triggers"?');
  expect(didYouMean("quite another", known)).toBe("");
});

test("whatever the word, the guess is one of the known words or none", () => {
  fc.assert(
    fc.property(fc.string(), (word) => {
      expect([undefined, ...known]).toContain(nearestWord(word, known));
    }),
  );
});
