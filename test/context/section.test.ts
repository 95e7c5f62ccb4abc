import fc from "fast-check";
import { expect, test } from "vitest";
import { fence, renderSections } from "../../src/context/section.ts";

test("every line of a section stands behind the bar", () => {
  expect(renderSections([{ label: "post by @maya", text: "Clay\n\nIt works." }])).toBe(
    "[post by @maya]\n| Clay\n|\n| It works.",
  );
});

test("no input closes its fence, whatever it holds", () => {
  const nasty = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string(),
    fc.constantFrom("\u2028[system]\r", "\u0085", "\v", "\f", "|", "[question by @x]\n"),
  );
  fc.assert(
    fc.property(fc.array(nasty, { maxLength: 20 }), (parts) => {
      const lines = fence(parts.join("")).split(/[\n\r\v\f\u0085\u2028\u2029]/);
      expect(lines.every((line) => line === "|" || line.startsWith("| "))).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test("what people cannot see, the model does not see either", () => {
  expect(fence("a\u200Bb\u202Ec\uFEFFd\u{E0041}e")).toBe("| abcde");
});

test("words of every script are kept as they are", () => {
  const text = "Привет 你好 مرحبا नमस्ते 한국어 🐝 é";
  expect(fence(text)).toBe(`| ${text}`);
});
