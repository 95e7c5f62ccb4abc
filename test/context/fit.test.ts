import { expect, test } from "vitest";
import { fitSections, type RankedSection } from "../../src/context/fit.ts";

const words = async (text: string): Promise<number> => text.split(/\s+/).length;
const section = (label: string, count: number, rank: number): RankedSection => ({
  label,
  text: "word ".repeat(count).trim(),
  rank,
});

test("what fits is left alone", async () => {
  const fitted = await fitSections([section("post", 10, 0), section("question", 5, 0)], 100, words);
  expect(fitted.cut).toEqual([]);
});

test("the least needed goes first, the question stays whole", async () => {
  const sections = [section("post", 60, 0), section("old", 40, 12), section("new", 40, 11), section("question", 5, 0)];
  const { user, tokens, cut } = await fitSections(sections, 120, words);
  expect(tokens).toBeLessThanOrEqual(120);
  expect(cut).toEqual(["old: dropped"]);
  expect(user).toContain("[new]");
  expect(user).toContain(`[question]\n| ${"word ".repeat(5).trim()}`);
});

test("a long post is shortened when nothing can be dropped", async () => {
  const { tokens, cut, user } = await fitSections([section("post", 5_000, 0), section("question", 5, 0)], 200, words);
  expect(tokens).toBeLessThanOrEqual(200);
  expect(cut.every((each) => each === "post: shortened")).toBe(true);
  expect(user).toContain("…");
});

test("when not even the shortest form fits, it says so instead of going on", async () => {
  const sections = [section("post", 500, 0), section("question", 300, 0)];
  await expect(fitSections(sections, 0, words)).rejects.toMatchObject({
    code: "config_invalid",
    message: expect.stringContaining("contextSize"),
  });
  await expect(fitSections(sections, 30, words)).rejects.toMatchObject({ code: "config_invalid" });
});
