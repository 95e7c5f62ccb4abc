import { expect, test } from "vitest";
import { reply } from "../../src/trigger/reply.ts";
import { commentEvent } from "../support/comment-event.ts";

function fires(comment: Parameters<typeof commentEvent>[0], options: object = {}): boolean {
  return reply.rule.parse({ on: "reply", ...options }).compile("bob")(commentEvent(comment));
}

test("a reply to the account's own post or reply fires", () => {
  expect(fires({ parentAuthor: "bob", body: "thanks" })).toBe(true);
});

test("a reply to somebody else, or a root post, does not", () => {
  expect(fires({ parentAuthor: "carol", body: "thanks @bob" })).toBe(false);
  expect(fires({ parentAuthor: "", body: "thanks @bob" })).toBe(false);
});

test("a reply without words of its own is left alone, unless the operator says so", () => {
  for (const body of ["👍", "![](https://a.example/picture.png)", "> quoted words", ""]) {
    expect(fires({ parentAuthor: "bob", body })).toBe(false);
    expect(fires({ parentAuthor: "bob", body }, { minWords: 0 })).toBe(true);
  }
});

test("an agent that answers itself does not wake itself", () => {
  expect(fires({ parentAuthor: "bob", author: "bob", body: "part two" })).toBe(false);
});
