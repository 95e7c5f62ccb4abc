import { expect, test } from "vitest";
import type { Post } from "../../src/chain/post.ts";
import { threadOf, turnsOn } from "../../src/policy/turns.ts";

/** A path of posts by these people, each so many seconds after the one above it. */
function path(...posts: readonly (readonly [author: string, seconds: number])[]): Post[] {
  let at = 0;
  return posts.map(([author, seconds], depth) => {
    at += seconds * 1_000;
    return {
      author,
      permlink: `p${depth}`,
      parentAuthor: posts[depth - 1]?.[0] ?? "",
      parentPermlink: depth === 0 ? "hive-167922" : `p${depth - 1}`,
      category: "hive-167922",
      title: "",
      body: "b",
      createdAt: new Date(at),
      depth,
      metadata: { app: "", tags: [], aiTools: false, isCrossPost: false, canonicalUrl: "" },
      payout: 0,
      votes: 0,
      replies: 0,
      isPaidOut: false,
      declinesPayout: false,
      isHidden: false,
    };
  });
}

test("the agent's answers to one person are counted along the way, with those that were answered within a minute", () => {
  const talk = path(["carol", 0], ["bob", 900], ["sage", 5], ["bob", 59], ["sage", 5], ["bob", 60]);
  expect(turnsOn(talk, "sage")).toEqual({ count: 2, quick: 1 });
});

test("what the agent said to others, and what others answered, is no turn with this person", () => {
  const talk = path(["sage", 0], ["carol", 5], ["sage", 5], ["bob", 5]);
  expect(turnsOn(talk, "sage")).toEqual({ count: 0, quick: 0 });
  expect(turnsOn([], "sage")).toEqual({ count: 0, quick: 0 });
});

test("a thread is a root post with all below it, in a container of short posts each of those", () => {
  expect(threadOf(path(["carol", 0], ["bob", 5], ["sage", 5]))).toBe("carol/p0");
  expect(threadOf(path(["leothreads", 0], ["bob", 5], ["sage", 5]))).toBe("bob/p1");
  expect(threadOf(path(["leothreads", 0]))).toBe("leothreads/p0");
  expect(threadOf([])).toBe("");
});
