import fc from "fast-check";
import { expect, test } from "vitest";
import { fitSections, type RankedSection } from "../../src/context/fit.ts";
import { renderSections } from "../../src/context/section.ts";

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
  const sections = [section("post", 50, 0), section("old", 25, 12), section("new", 25, 11), section("question", 5, 0)];
  const { user, tokens, cut } = await fitSections(sections, 110, words);
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

test("a greedy text gives way before anything is dropped; the passage that is asked for stays", async () => {
  const day = "Nothing much happened on that day, it rained. ".repeat(60);
  const post = `${day}\n\nThe dome is made of clay.\n\n${day}`;
  const sections = [
    { label: "post", text: post, rank: 0 },
    section("memory", 20, 20),
    section("knowledge", 20, 100),
    { label: "question", text: "What is the dome made of?", rank: 0, isQuestion: true as const },
  ];
  const { user, cut, parts, tokens } = await fitSections(sections, 300, words);
  expect(tokens).toBeLessThanOrEqual(300);
  expect(cut).toEqual(["post: shortened"]);
  expect(user).toContain("| The dome is made of clay.");
  expect(parts.map(({ label }) => label)).toEqual(["post", "memory", "knowledge", "question"]);
  expect(parts[0]?.tokens).toBeLessThanOrEqual(150);
  expect(parts[0]?.wholeTokens).toBeGreaterThan(900);
});

test("knowledge goes before memories, memories before the thread, the oldest reply before the newest", async () => {
  const sections = [
    section("post", 20, 0),
    section("old reply", 20, 12),
    section("new reply", 20, 11),
    section("memory", 20, 20),
    section("knowledge", 20, 100),
    { ...section("question", 5, 0), isQuestion: true as const },
  ];
  const cuts: string[][] = [];
  for (const budget of [110, 90, 70, 50]) cuts.push([...(await fitSections(sections, budget, words)).cut]);
  expect(cuts).toEqual([
    ["knowledge: dropped"],
    ["memory: dropped", "knowledge: dropped"],
    ["old reply: dropped", "memory: dropped", "knowledge: dropped"],
    ["old reply: dropped", "new reply: dropped", "memory: dropped", "knowledge: dropped"],
  ]);
});

test("a question that is longer than any other part is left whole while the others can give", async () => {
  const question = { ...section("question", 140, 0), isQuestion: true as const };
  const { user, cut } = await fitSections([section("one", 100, 0), section("two", 100, 0), question], 300, words);
  expect(cut).toEqual(["one: shortened"]);
  expect(user.endsWith(renderSections([question]))).toBe(true);
});

test("what is shown never takes more than the budget, and a question within half of it is never cut", async () => {
  const text = fc.oneof(
    fc.lorem({ mode: "sentences", maxCount: 40 }),
    fc.string({ unit: "grapheme", maxLength: 2_000 }),
  );
  const others = fc.array(fc.record({ text, rank: fc.constantFrom(0, 0, 0, 11, 12, 20, 100) }), { maxLength: 6 });
  // As uneven as a tokenizer is: what is joined takes another number than its parts.
  const count = async (each: string): Promise<number> => Math.ceil(Buffer.byteLength(each) / 3.7) + 2;
  await fc.assert(
    fc.asyncProperty(
      others,
      fc.lorem({ maxCount: 300 }),
      fc.integer({ min: 1_000, max: 4_000 }),
      async (rest, words, budget) => {
        const asked = words.slice(0, Math.floor(budget * 1.7)); // nearly half of the room
        const question = { label: "question by @bob", text: asked, rank: 0, isQuestion: true as const };
        const sections = [...rest.map((each, index) => ({ label: `part ${index}`, ...each })), question];
        const { user, tokens, parts } = await fitSections(sections, budget, count);
        expect(tokens).toBe(await count(user));
        expect(tokens).toBeLessThanOrEqual(budget);
        expect(user.endsWith(renderSections([question]))).toBe(true);
        const staying = parts.filter((_, index) => rest[index]?.rank === 0);
        expect(staying.every((part) => part.tokens > 0)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});
