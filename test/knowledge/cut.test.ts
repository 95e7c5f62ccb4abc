import fc from "fast-check";
import { expect, test } from "vitest";
import { cutDocument, pieceSizes } from "../../src/knowledge/cut.ts";

/** A tokenizer that is told by words and signs, and that does not add up: joined texts take more tokens than their parts. */
const count = async (text: string): Promise<number> =>
  Math.max(1, Math.floor((text.match(/\S{1,4}|\s/g) ?? []).length * 1.3));
const sizes = { tokens: 48, overlap: 16 };

test("a section that fits is one piece under its headings, and no piece crosses a heading", async () => {
  const blocks = [
    { headings: ["Ovens", "Base"], text: "Of bricks." },
    { headings: ["Ovens", "Dome"], text: "Of clay." },
  ];
  expect(await cutDocument(blocks, sizes, count, 10)).toEqual([
    { heading: "Ovens > Base", text: "Of bricks.", tokens: await count("Of bricks.") },
    { heading: "Ovens > Dome", text: "Of clay.", tokens: await count("Of clay.") },
  ]);
});

test("a long section is cut between paragraphs, then between sentences; what stands at the cut is said twice", async () => {
  const sentence = (number: number): string => `Sentence number ${number} is here.`;
  const text = [1, 2, 3, 4, 5, 6, 7, 8].map(sentence).join(" ");
  const pieces = await cutDocument([{ headings: [], text }], sizes, count, 10);
  expect(pieces.length).toBeGreaterThan(1);
  for (const [index, { text: piece }] of pieces.entries()) {
    expect(piece.endsWith("is here.")).toBe(true);
    const last = /Sentence number \d+ is here\.$/.exec(pieces[index - 1]?.text ?? "")?.[0];
    expect(piece.startsWith(last ?? "Sentence number 1 ")).toBe(true);
  }
});

test("no piece is longer than allowed, and none is missing, whatever the text", async () => {
  const part = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 300 }),
    fc.lorem({ maxCount: 60 }),
    fc.constantFrom("\n\n", "\n", "。", "知识就是力量。".repeat(40), "🐝".repeat(200), "x".repeat(900)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
      const text = parts.join(" ").normalize("NFC");
      const pieces = await cutDocument([{ headings: [], text }], { ...sizes, overlap: 0 }, count, 10_000);
      for (const piece of pieces) {
        expect(piece.tokens).toBe(await count(piece.text));
        expect(piece.tokens).toBeLessThanOrEqual(sizes.tokens);
      }
      const shown = pieces.map((piece) => piece.text).join("");
      expect(shown.replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s/g, ""));
    }),
    { numRuns: 200 },
  );
});

test("the sizes follow the model: an eighth of what it looks at, within bounds", () => {
  expect(pieceSizes(1_024)).toEqual({ tokens: 128, overlap: 16 });
  expect(pieceSizes(256).tokens).toBe(48);
  expect(pieceSizes(32_768).tokens).toBe(256);
});
