import fc from "fast-check";
import markdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { composeDigest, plainDigest } from "../../src/action/digest.ts";
import type { DigestEntry } from "../../src/action/digest-entry.ts";
import { mentionsOf } from "../../src/chain/mention-rule.ts";
import { digestEntry } from "../support/digest-entry.ts";

// As the front ends do it: HTML passes through, addresses become links. What is raw would show up here.
const markdown = markdownIt({ html: true, linkify: true, breaks: true });
const render = (body: string): string => markdown.render(body);
const linksOf = (html: string): string[] => Array.from(html.matchAll(/<a href="([^"]*)"/g), ([, href = ""]) => href);

const entries = [
  digestEntry({
    headline: "Small steps",
    quote: "In short, small.",
    summary: "She buys 5 HBD a week. Nothing else works.",
    keyPoints: ["Buy small.", "Wait."],
    canonicalUrl: "https://peakd.com/@carla/buying-small",
  }),
  digestEntry({ author: "dave", permlink: "bees", topic: "nature", headline: "Bees", quote: "A weak colony." }),
  digestEntry({ author: "erin", permlink: "gold", headline: "Gold", createdAt: new Date("2026-11-20T23:59:59Z") }),
  digestEntry({ author: "carla", permlink: "again", headline: "Again" }),
];

test("a digest has an opening, its posts by topic with quote, summary, points and links, a table, and how it was made", () => {
  const body = composeDigest("Four posts today.", { entries, unread: 3 });
  expect(body).toBe(`Four posts today.

## Markets

### Small steps

> In short, small.

She buys 5 HBD a week. Nothing else works.

- Buy small.
- Wait.

[carla on INLEO](https://inleo.io/@carla/buying-small) · [on peakd.com](https://peakd.com/@carla/buying-small) · 2 min read

### Gold

> In short, small.

[erin on INLEO](https://inleo.io/@erin/gold) · 2 min read

### Again

> In short, small.

[carla on INLEO](https://inleo.io/@carla/again) · 2 min read

## Nature

### Bees

> A weak colony.

[dave on INLEO](https://inleo.io/@dave/bees) · 2 min read

## Activity

| day | markets | nature |
| --- | ---: | ---: |
| 2026-11-20 | 1 |  |
| 2026-11-21 | 2 | 1 |

*Made from 4 posts by 3 authors, read one by one; the quotes are the authors' own words. 3 more posts were left out: there was no time to read them.*`);
});

test("it renders as headings, quotes, a table and links to its posts alone", () => {
  const html = render(composeDigest("Four posts today.", { entries, unread: 0 }));
  expect(Array.from(html.matchAll(/<h([23])>([^<]*)</g), ([, level, text]) => `${level} ${text}`)).toEqual([
    "2 Markets",
    "3 Small steps",
    "3 Gold",
    "3 Again",
    "2 Nature",
    "3 Bees",
    "2 Activity",
  ]);
  expect(html.match(/<blockquote>/g)).toHaveLength(4);
  expect(html).toContain("<td>2026-11-20</td>");
  expect(linksOf(html)).toEqual([
    "https://inleo.io/@carla/buying-small",
    "https://peakd.com/@carla/buying-small",
    "https://inleo.io/@erin/gold",
    "https://inleo.io/@carla/again",
    "https://inleo.io/@dave/bees",
  ]);
});

test("posts of one topic and few posts need neither headings of topics nor a table", () => {
  const body = composeDigest("Two.", { entries: [entries[0], entries[3]].flatMap((each) => each ?? []), unread: 1 });
  expect(body).not.toContain("## Markets");
  expect(body).not.toContain("|");
  expect(body).toContain("1 more post was left out: there was no time to read it.");
});

const pieces = [
  "<script> <!-- </blockquote> &lt; &#60;b> @bob (@bob) \\ \\@ ![x](/evil.png) [x](javascript:0) ``` ~~~ ` * _ > - 1. 1) == a 長".split(
    " ",
  ),
  ["\n# Heading\n", "\n---\n", "| a | b |", " "],
].flat();
const nasty = fc.constantFrom(...pieces);
const words = fc.array(nasty, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(""));

test("whatever models and people write, nothing in it becomes HTML, a picture, a link, a heading or a notification", () => {
  fc.assert(
    fc.property(fc.record({ opening: words, headline: words, quote: words, summary: words, point: words }), (said) => {
      const { point, opening, ...rest } = said;
      const entry: DigestEntry = digestEntry({ ...rest, keyPoints: [point] });
      const body = composeDigest(opening, { entries: [entry], unread: 0 });
      const below = body.slice(body.indexOf("\n\n### ") + 2);
      const html = render(below);
      expect(linksOf(html)).toEqual(["https://inleo.io/@carla/buying-small"]);
      const tags = new Set(Array.from(html.matchAll(/<\/?([a-z0-9!-]+)/g), ([, tag]) => tag));
      for (const tag of tags) expect(["h3", "p", "blockquote", "ul", "li", "a", "em", "br"]).toContain(tag);
      expect(html.match(/<h3>/g)).toHaveLength(1);
      expect(html.match(/<li>/g)).toHaveLength(1);
      expect(mentionsOf(body)).toEqual(new Set());
    }),
    { numRuns: 500 },
  );
});

test("a quote shows as it stands in the post, letter by letter", () => {
  fc.assert(
    fc.property(words, (quote) => {
      const shown = quote.replaceAll(/\s+/g, " ").trim();
      fc.pre(shown !== "");
      const html = render(composeDigest("Today.", { entries: [digestEntry({ quote })], unread: 0 }));
      const [, text = ""] = /<blockquote>\n<p>([\s\S]*?)<\/p>\n<\/blockquote>/.exec(html) ?? [];
      const plain = text
        .replaceAll(/<[^>]*>/g, "")
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&quot;", '"');
      expect(plain.replaceAll("&amp;", "&")).toBe(shown);
    }),
    { numRuns: 500 },
  );
});

describe("fifty posts with as much as can be said of each", () => {
  const full = Array.from({ length: 50 }, (_, index) =>
    digestEntry({
      permlink: `post-${index}`,
      headline: "見".repeat(100),
      quote: "出".repeat(400),
      summary: "要".repeat(300),
      keyPoints: ["点".repeat(160), "点".repeat(160), "点".repeat(160)],
    }),
  );
  const body = composeDigest("Opening. ".repeat(160), { entries: full, unread: 0 });

  test("still fit into a transaction, all of them cited", () => {
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(48 * 1024);
    for (const { permlink } of full) expect(body).toContain(`https://inleo.io/@carla/${permlink})`);
  });

  test("are told more briefly from the last one on", () => {
    const told = (index: number): string => body.split(`https://inleo.io/@carla/post-${index - 1})`)[1] ?? body;
    expect(body.indexOf("要")).toBeLessThan(body.indexOf("https://inleo.io/@carla/post-0)"));
    expect(told(49).split("https://")[0]).not.toContain("出");
  });
});

test.each([
  [["post"], { post: { title: "Small steps (+3)", body: "Small steps · Bees · Gold" } }],
  [["reply"], { reply: { body: "Small steps · Bees · Gold" } }],
  [["thread"], { thread: { body: "Small steps" } }],
] as const)("without words of the model, a digest by %s has the headlines", (may, expected) => {
  expect(plainDigest(entries, may)).toMatchObject(expected);
});
