import { expect, test } from "vitest";
import { compilePattern, patternFault } from "../../src/knowledge/file-pattern.ts";

test.each([
  ["knowledge/faq.md", "knowledge/faq.md", true],
  ["knowledge/*.md", "knowledge/faq.md", true],
  ["knowledge/*.md", "knowledge/deep/faq.md", false],
  ["knowledge/*.md", "knowledge/faq.mdx", false],
  ["knowledge/**", "knowledge/deep/er/faq.md", true],
  ["knowledge/**/*.md", "knowledge/faq.md", true],
  ["knowledge/**/*.md", "knowledge/a/b/faq.md", true],
  ["knowledge/**/a/*.md", "knowledge/b/a/faq.md", true],
  ["knowledge/faq.??", "knowledge/faq.md", true],
  ["./knowledge/a+b (1).md", "knowledge/a+b (1).md", true],
  ["知识/*.md", "知识/问题.md", true],
  ["*.md", "faq.md", true],
])("%s against %s: %s", (pattern, path, isMatch) => {
  expect(patternFault(pattern)).toBeUndefined();
  expect(compilePattern(pattern).matches(path)).toBe(isMatch);
});

test.each([
  ["../faq.md", "leave"],
  ["knowledge/../../faq.md", "leave"],
  ["/etc/passwd", "absolute"],
  ["~/faq.md", "absolute"],
  ["C:\\faq.md", "nothing is fetched"],
  ["https://example.com/faq.md", "nothing is fetched"],
  ["file:///etc/passwd", "nothing is fetched"],
  [".env", "hidden"],
  ["knowledge/.git/*", "hidden"],
  ["knowledge/a**", "alone"],
  ["*a*b*c*d*e*f*g*h*i", "eight stars"],
])("%s is no pattern: %s", (pattern, why) => {
  expect(patternFault(pattern)).toContain(why);
});

test("a pattern is looked for below its fixed folder only", () => {
  expect(compilePattern("knowledge/sage/*.md").folder).toBe("knowledge/sage");
  expect(compilePattern("knowledge/faq.md").folder).toBe("knowledge");
  expect(compilePattern("**/*.md").folder).toBe("");
});
