import { expect, test } from "vitest";
import { z } from "zod";
import type { Operation } from "../../src/chain/operation.ts";
import { defineTrigger } from "../../src/trigger/trigger.ts";
import { commentEvent } from "../support/comment-event.ts";

const everything = defineTrigger({
  kind: "everything",
  description: "Anything happens.",
  options: z.strictObject({}),
  matches: () => true,
});

const own: Operation[] = [
  { type: "vote", voter: "bob", author: "alice", permlink: "p", weight: 100 },
  { type: "transfer", from: "bob", to: "alice", amount: "1.000 HIVE", memo: "" },
  { type: "deleteComment", author: "bob", permlink: "p" },
  { type: "customJson", requiredAuths: [], requiredPostingAuths: ["bob"], id: "follow", json: "[]" },
  { type: "customJson", requiredAuths: ["bob"], requiredPostingAuths: [], id: "x", json: "[]" },
];

test.each(own)("what the account does itself never wakes it: $type", (operation) => {
  const event = { ...commentEvent({}), operation };
  expect(everything.rule.parse({ on: "everything" }).compile("bob")(event)).toBe(false);
  expect(everything.rule.parse({ on: "everything" }).compile("carol")(event)).toBe(true);
});
