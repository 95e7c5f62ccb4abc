import { describe, expect, it } from "vitest";
import type { Operation } from "../../src/chain/operation.ts";
import { triggerKinds } from "../../src/trigger/index.ts";
import { commentEvent } from "../support/comment-event.ts";

function fires(rule: { readonly on: string; readonly [option: string]: unknown }, operation: Operation): boolean {
  const kind = triggerKinds.find((each) => each.kind === rule.on);
  return kind?.rule.parse(rule).compile("sage")({ ...commentEvent({}), operation }) === true;
}

const money: Operation = { type: "transfer", from: "alice", to: "sage", amount: "1.500 HIVE", memo: "!ask why" };
const vote: Operation = { type: "vote", voter: "alice", author: "sage", permlink: "p", weight: 500 };
const json = (id: string, value: unknown): Operation => ({
  type: "customJson",
  requiredAuths: [],
  requiredPostingAuths: ["alice"],
  id,
  json: JSON.stringify(value),
});
const follow = json("follow", ["follow", { follower: "alice", following: "sage", what: ["blog"] }]);
const mute = json("follow", ["follow", { follower: "alice", following: "sage", what: ["ignore"] }]);
const reblog = json("follow", ["reblog", { account: "alice", author: "sage", permlink: "p" }]);
const short = commentEvent({ parentAuthor: "leothreads", parentPermlink: "leothread-1", body: "gm to all" }).operation;

describe("what happens beside posts", () => {
  it.each<[string, boolean, Parameters<typeof fires>[0], Operation]>([
    ["a transfer", true, { on: "transfer" }, money],
    ["a transfer to others", false, { on: "transfer" }, { ...money, to: "bob" }],
    ["a transfer of its own", false, { on: "transfer" }, { ...money, from: "sage" }],
    ["enough of the right money", true, { on: "transfer", currency: "HIVE", atLeast: 1.5, memoStarts: "!ask" }, money],
    ["too little", false, { on: "transfer", atLeast: 1.501 }, money],
    ["another currency", false, { on: "transfer", currency: "HBD" }, money],
    ["another memo", false, { on: "transfer", memoStarts: "!vote" }, money],
    ["an upvote", true, { on: "vote", atLeast: "5%" }, vote],
    ["a lighter upvote", false, { on: "vote", atLeast: "5.01%" }, vote],
    ["a downvote", false, { on: "vote" }, { ...vote, weight: -10_000 }],
    ["a vote for others", false, { on: "vote" }, { ...vote, author: "bob" }],
    ["a follow", true, { on: "follow" }, follow],
    ["a mute", false, { on: "follow" }, mute],
    ["a reblog", true, { on: "reblog" }, reblog],
    ["a follow for a reblog", false, { on: "reblog" }, follow],
    ["a wanted custom_json", true, { on: "custom-json", ids: ["game"], authors: ["alice"] }, json("game", {})],
    ["another custom_json", false, { on: "custom-json", ids: ["game"] }, json("game2", {})],
    ["another author's", false, { on: "custom-json", ids: ["game"], authors: ["bob"] }, json("game", {})],
    ["a thread", true, { on: "thread", minWords: 3 }, short],
    ["a thread elsewhere", false, { on: "thread", in: ["peak.snaps"] }, short],
    ["somebody else's thread", false, { on: "thread", authors: ["bob"] }, short],
    ["a plain reply", false, { on: "thread" }, commentEvent({ parentAuthor: "bob" }).operation],
  ])("%s: %j", (_, expected, rule, operation) => {
    expect(fires(rule, operation)).toBe(expected);
  });
});
