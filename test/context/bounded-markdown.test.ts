import { expect, test } from "vitest";
import { boundedMarkdown } from "../../src/context/bounded-markdown.ts";
import { hostileBodies } from "./hostile-bodies.ts";

test.each(hostileBodies)("in 64 KB of %s no paragraph has more signs of emphasis than marked takes well", (_, body) => {
  const signs = boundedMarkdown(body)
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.match(/[*_~]/g)?.length ?? 0);
  expect(Math.max(...signs)).toBeLessThanOrEqual(500);
});

test("a quote is nested eight deep at most", () => {
  expect(boundedMarkdown(`${"> ".repeat(5_000)}deep`)).toBe("> > > > > > > >".concat(" deep"));
  expect(boundedMarkdown("> > > as people do")).toBe("> > > as people do");
});

test("what people write stays as it is", () => {
  const body = "# Title\n\nSome **strong** and _soft_ words.\n\n> quoted\n\n```js\nconst a = b * c;\n```\n";
  expect(boundedMarkdown(body)).toBe(body);
});
