import { expect, test } from "vitest";
import { post } from "../../src/trigger/post.ts";
import { commentEvent } from "../support/comment-event.ts";

function fires(comment: Parameters<typeof commentEvent>[0], options: object = {}): boolean {
  return post.rule.parse({ on: "post", ...options }).compile("bob")(commentEvent(comment));
}
const metadata = JSON.stringify({ app: "leothreads/0.3", tags: ["inleo", "Art"] });

const english =
  "Last week I walked along the coast with my brother, and we talked about the garden that our mother used to keep.";

test("without filters every root post fires, and no reply", () => {
  expect(fires({ body: "hello" })).toBe(true);
  expect(fires({ body: "hello", parentAuthor: "carol" })).toBe(false);
});

test.each([
  ["its community", { community: "hive-167922" }, true],
  ["another community", { community: "hive-100001" }, false],
  ["one of its tags", { tags: ["photography", "art"] }, true],
  ["its category as a tag", { tags: ["hive-167922"] }, true],
  ["a tag it does not carry", { tags: ["photography"] }, false],
  ["its author", { authors: ["carol", "alice"] }, true],
  ["another author", { authors: ["carol"] }, false],
  ["its app", { apps: ["leothreads"] }, true],
  ["the beginning of its app's name", { apps: ["leo"] }, false],
  ["as many words as it has", { minWords: 4 }, true],
  ["more words than it has", { minWords: 5 }, false],
  ["its language", { language: ["de", "en"] }, true],
  ["another language", { language: "es" }, false],
  ["images, having none", { hasImages: true }, false],
  ["no images, having none", { hasImages: false }, true],
  ["filters that all hold", { tags: ["inleo"], apps: ["leothreads"], authors: ["alice"], minWords: 2 }, true],
  ["filters of which one does not hold", { tags: ["inleo"], apps: ["peakd"] }, false],
] as [string, { language?: string | string[] }, boolean][])("a filter on %s: fires %#", (_, options, expected) => {
  const body = options.language ? english : "four words of text";
  expect(fires({ body, jsonMetadata: metadata }, options)).toBe(expected);
});

test.each(["", "broken {", "[1]", "5", '{"app":7,"tags":"one two"}'])(
  "json_metadata %j breaks no filter",
  (jsonMetadata) => {
    expect(fires({ body: "hello", jsonMetadata }, { apps: ["peakd"], tags: ["art"] })).toBe(false);
  },
);

test("pictures and links are no words", () => {
  expect(fires({ body: "![](https://a.example/my-long-picture-name.png)" }, { minWords: 1 })).toBe(false);
});

test("a language that cannot be told is none of those that are wanted", () => {
  expect(fires({ body: "gm frens" }, { language: "en" })).toBe(false);
  expect(() => fires({ body: "x" }, { language: "english" })).toThrow(/language code/);
});

test.each([
  ["![a cat](https://images.example/cat)", ""],
  ['<p><img alt="" src="https://images.example/cat"></p>', ""],
  ["see https://images.example/cat.JPG", ""],
  ["no link in the text", '{"image":["https://images.example/cat"]}'],
])("%j %s shows an image", (body, jsonMetadata) => {
  expect(fires({ body, jsonMetadata }, { hasImages: true })).toBe(true);
  expect(fires({ body, jsonMetadata }, { hasImages: false })).toBe(false);
});

test.each([
  ["a [link](https://example.org/cat.html) and wow![]", ""],
  ["https://example.org/cat.pngs", '{"image":[]}'],
  ["an image that is only named", '{"image":"cat"'],
])("%j %s shows none", (body, jsonMetadata) => {
  expect(fires({ body, jsonMetadata }, { hasImages: true })).toBe(false);
});

test("a hostile body of 64 KB is searched for images at once", () => {
  const starts = ["![", "![a](", "<img ", "<img x", "http://", "http://a.", "![x](  ", "https://.png-", "![["];
  for (const start of starts) {
    const body = start.repeat(Math.ceil(65_000 / start.length)); // quadratic time would outlast the test
    expect(fires({ body }, { hasImages: true })).toBe(!fires({ body }, { hasImages: false }));
  }
});

test("the agent's own posts do not wake it", () => {
  expect(fires({ author: "bob", body: "hello" })).toBe(false);
});
