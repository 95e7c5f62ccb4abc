import { expect, test } from "vitest";
import { footer } from "../../src/action/footer.ts";
import { cleanText, readingText } from "../../src/context/clean-text.ts";
import { hostileBodies } from "./hostile-bodies.ts";

test("markup, images, tables and footers go, words stay", () => {
  const body = `<center>![](https://x/y.png)</center>\n\n## My week\n\nI **bought** [some HIVE](https://hive.io) today.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nPosted Using [INLEO](https://inleo.io/@x)`;
  expect(cleanText(body)).toBe("My week\n\nI bought some HIVE today.");
});

test("an agent does not read its own footer as words of the thread", () => {
  const below = footer({ account: "sage.agent", operator: "alice", model: "skep-tiny Q8_0" });
  expect(cleanText(`Of **bricks**.\n\n${below}`)).toBe("Of bricks.");
});

test("a script in a body is no words of it", () => {
  expect(cleanText("Hello <script>alert(1)</script><b>world</b>")).toBe("Hello world");
});

test("a body of 64 KB and one that nests deep come back bounded", () => {
  expect(cleanText("word ".repeat(20_000)).length).toBeLessThanOrEqual(65_536);
  expect(() => cleanText("<div>".repeat(5_000))).not.toThrow();
  expect(() => cleanText("> ".repeat(10_000))).not.toThrow();
});

test.each(hostileBodies)("64 KB of %s come back, and no longer than they were", (_, body) => {
  expect(readingText(body).length).toBeLessThanOrEqual(65_536);
});

test("emphasis in a paragraph of any length leaves the words that stand in it", () => {
  const paragraph = "The **price** of _HIVE_ went up. ".repeat(200);
  expect(cleanText(paragraph)).toBe("The price of HIVE went up. ".repeat(200).trim());
});

test.each([
  ["Korean", "오늘은 **비트코인** 가격에 대해 이야기합니다.", "오늘은 비트코인 가격에 대해 이야기합니다."],
  ["Chinese", "# 今天\n\n我们讨论[价格](https://x.y)。", "今天\n\n我们讨论价格。"],
  ["Arabic", "مرحبا **بالجميع**، اليوم", "مرحبا بالجميع، اليوم"],
  ["Thai and emoji", "สวัสดี ~~เช้า~~ 🐝", "สวัสดี เช้า 🐝"],
])("words in %s stay as they are", (_, body, words) => {
  expect(cleanText(body)).toBe(words);
});

test("the address of a picture that stands alone is a picture, in a sentence it is words", () => {
  expect(cleanText("Look:\n\nhttps://images.hive.blog/x/image.png\n\nNice, at https://a.io/b.png too.")).toBe(
    "Look:\n\nNice, at https://a.io/b.png too.",
  );
});

test("what follows people around is taken off their links, the rest of a link stays", () => {
  expect(cleanText("See https://a.io/p?id=1&utm_source=x&utm_medium=y#top and https://b.io/?fbclid=z then")).toBe(
    "See https://a.io/p?id=1#top and https://b.io/ then",
  );
});

test("reading leaves out what a post quotes of others; answering does not", () => {
  const body = "My view:\n\n> Hive is dead, says bob.\n\n<blockquote>Sell!</blockquote>\n\nIt is alive.";
  expect(readingText(body)).toBe("My view:\n\nIt is alive.");
  expect(cleanText(body)).toContain("Hive is dead");
});
