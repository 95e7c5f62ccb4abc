import { expect, test } from "vitest";
import { canAfford } from "../../src/policy/reading-budget.ts";

const nothing = { turns: 0, promptTokens: 0, completionTokens: 0, milliseconds: 0 };
/** Ten seconds a turn of 100 tokens. */
const spent = (turns: number) => ({
  turns,
  promptTokens: 90 * turns,
  completionTokens: 10 * turns,
  milliseconds: 10_000 * turns,
});
const post = { turns: 1, promptTokens: 90 };

test("without a budget every post can be read", () => {
  expect(canAfford({}, spent(1_000), post)).toBe(true);
});

test("the first post can always be read, and what costs nothing too", () => {
  expect(canAfford({ minutes: 1, tokens: 1 }, nothing, { turns: 9, promptTokens: 1e9 })).toBe(true);
  expect(canAfford({ minutes: 1 }, spent(60), { turns: 0, promptTokens: 0 })).toBe(true);
});

test("reading ends where the next post and the writing of the whole would take longer than the minutes", () => {
  expect(canAfford({ minutes: 1 }, spent(4), post)).toBe(true); // 40 s, then 10 s and 10 s
  expect(canAfford({ minutes: 1 }, spent(5), post)).toBe(false);
});

test("reading ends where the tokens would not do", () => {
  expect(canAfford({ tokens: 1_000 }, spent(8), post)).toBe(true);
  expect(canAfford({ tokens: 1_000 }, spent(9), post)).toBe(false);
});

test("a longer post takes more of the budget than a shorter one", () => {
  expect(canAfford({ minutes: 1 }, spent(3), { turns: 2, promptTokens: 380 })).toBe(false);
  expect(canAfford({ minutes: 1 }, spent(3), { turns: 2, promptTokens: 180 })).toBe(true);
});
