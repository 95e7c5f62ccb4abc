import fc from "fast-check";
import { expect, test } from "vitest";
import { chunksOf } from "../../src/context/chunks.ts";

const words = async (text: string): Promise<number> => text.split(/\s+/).filter(Boolean).length;
const characters = async (text: string): Promise<number> => Array.from(text).length;

test("a text that fits stays whole", async () => {
  expect(await chunksOf(" One. Two.\n\nThree. ", 3, words)).toEqual(["One. Two.\n\nThree."]);
});

test("a text is cut between paragraphs, and between sentences where a paragraph is too long", async () => {
  const text = "One two three four.\n\nFive six seven. Eight nine ten eleven. Twelve.\n\nThirteen fourteen.";
  expect(await chunksOf(text, 7, words)).toEqual([
    "One two three four.\n\nFive six seven.",
    "Eight nine ten eleven. Twelve.",
    "Thirteen fourteen.",
  ]);
});

test("no piece has more tokens than allowed, none is empty, and nothing is lost or turned around", async () => {
  const text = fc.array(fc.constantFrom("a", "Word. ", "\n\n", "长句子", "🙂", " ", "mmmm", "\n"), { maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 40 }), async (parts, budget) => {
      const whole = parts.join("");
      const chunks = await chunksOf(whole, budget, characters);
      for (const chunk of chunks) {
        expect(await characters(chunk)).toBeLessThanOrEqual(budget);
        expect(chunk.trim()).not.toBe("");
      }
      expect(chunks.join("").replaceAll(/\s/g, "")).toBe(whole.replaceAll(/\s/g, ""));
    }),
  );
});

test("64 KB without a blank are cut all the same", async () => {
  const chunks = await chunksOf("x".repeat(65_536), 1_000, characters);
  expect(chunks.join("")).toHaveLength(65_536);
  expect(chunks.length).toBeLessThan(90);
});

test("no text fits into nothing", async () => {
  await expect(chunksOf("x", 0, words)).rejects.toThrow(RangeError);
});
