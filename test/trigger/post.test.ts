import { expect, test } from "vitest";
import { post } from "../../src/trigger/post.ts";
import { commentEvent } from "../support/comment-event.ts";

function fires(comment: Parameters<typeof commentEvent>[0], options: object = {}): boolean {
  return post.rule.parse({ on: "post", ...options }).compile("bob")(commentEvent(comment));
}
const metadata = JSON.stringify({ app: "leothreads/0.3", tags: ["inleo", "Art"] });

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
  ["filters that all hold", { tags: ["inleo"], apps: ["leothreads"], authors: ["alice"], minWords: 2 }, true],
  ["filters of which one does not hold", { tags: ["inleo"], apps: ["peakd"] }, false],
])("a filter on %s: fires %#", (_, options, expected) => {
  expect(fires({ body: "four words of text", jsonMetadata: metadata }, options)).toBe(expected);
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

test("the agent's own posts do not wake it", () => {
  expect(fires({ author: "bob", body: "hello" })).toBe(false);
});
