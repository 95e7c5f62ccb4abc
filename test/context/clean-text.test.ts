import { expect, test } from "vitest";
import { footer } from "../../src/action/footer.ts";
import { cleanText } from "../../src/context/clean-text.ts";

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
