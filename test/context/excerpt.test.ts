import fc from "fast-check";
import { expect, test } from "vitest";
import { excerpt } from "../../src/context/excerpt.ts";
import { oneLine } from "../../src/shared/one-line.ts";

const filler = (count: number): string =>
  Array.from({ length: count }, (_, index) => `Nothing much happened on day ${index}, it rained again.`).join("\n\n");
const post = `I went to the market.\n\n${filler(30)}\n\nThe dome of the oven is made of clay and sand.\n\n${filler(30)}`;

test("a text that fits is left as it is", () => {
  expect(excerpt("Short.", 10, "anything")).toBe("Short.");
});

test("a long text is shown by its beginning and by what the question is about, in order, gaps marked", () => {
  const shown = excerpt(post, 600, "What is the dome made of?");
  expect(shown.startsWith("I went to the market.\n\nNothing much happened on day 0,")).toBe(true);
  expect(shown).toContain("\n…\nThe dome of the oven is made of clay and sand.\n…");
  expect(shown.length).toBeLessThanOrEqual(600);
});

test("a text without paragraphs is shown sentence by sentence, in scripts without blanks too", () => {
  const chinese = `${"今天下雨，没有什么事情发生。".repeat(80)}炉子的圆顶是用粘土做的。${"今天下雨，没有什么事情发生。".repeat(80)}`;
  expect(excerpt(chinese, 200, "圆顶是用什么做的？")).toContain("炉子的圆顶是用粘土做的。");
});

test("where nothing has to do with the question, the beginning is what is shown", () => {
  const shown = excerpt(filler(50), 300, "quantum chromodynamics");
  expect(filler(50).startsWith(shown.replace(/\n…$/, ""))).toBe(true);
  expect(shown.length).toBeGreaterThan(200);
});

test("no excerpt is longer than asked for, and each of its pieces stands in the text in this order", () => {
  const text = fc.array(fc.oneof(fc.lorem({ mode: "sentences" }), fc.string({ unit: "binary" })), { maxLength: 30 });
  fc.assert(
    fc.property(text, fc.integer({ min: 20, max: 900 }), fc.lorem(), (parts, length, question) => {
      const whole = parts.join("\n\n");
      const shown = excerpt(whole, length, question);
      expect(shown.length).toBeLessThanOrEqual(Math.max(length, 1));
      if (whole.length <= length || whole.includes("…")) return;
      const plain = oneLine(whole);
      let at = 0;
      for (const piece of shown.split("…").map(oneLine)) {
        const found = plain.indexOf(piece, at);
        expect(found).toBeGreaterThanOrEqual(at);
        at = found + piece.length;
      }
    }),
    { numRuns: 500 },
  );
});
