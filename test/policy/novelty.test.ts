import { expect, test } from "vitest";
import { createNoveltyJudge } from "../../src/policy/near-duplicate.ts";
import { inleoPosts } from "../support/inleo-posts.ts";

test("of the posts of a day only what repeats one before it is no news", () => {
  const isNew = createNoveltyJudge();
  const repeated = inleoPosts.filter(({ body }) => !isNew(body));
  expect(repeated.map(({ title }) => title)).toEqual(["Savings, week 42", "My savings diary"]);
});

test("short texts may be alike", () => {
  const isNew = createNoveltyJudge();
  expect(["gm", "gm", "good morning to all of you", "good morning to all of you"].map(isNew)).not.toContain(false);
});

test("what repeats a text that was no news itself is judged by the first one", () => {
  const isNew = createNoveltyJudge();
  const words = Array.from({ length: 40 }, (_, index) => `word${index}`);
  const changed = (...places: number[]): string =>
    words.map((word, at) => (places.includes(at) ? "other" : word)).join(" ");
  expect([changed(), changed(3), changed(3, 9), changed(3, 9, 15, 21)].map(isNew)).toEqual([true, false, false, true]);
});
