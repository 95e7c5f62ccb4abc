import { expect, test } from "vitest";
import type { Block } from "../../src/chain/block.ts";
import type { Operation } from "../../src/chain/operation.ts";
import { suspectsIn } from "../../src/runtime/strangers.ts";
import { commentEvent } from "../support/comment-event.ts";

const blockOf = (...operations: Operation[]): Block => ({
  number: 7,
  id: "7",
  previous: "6",
  timestamp: new Date(0),
  transactions: [{ id: "t", signatures: ["s"], operations }],
});
const says = (author: string, app: string): Operation =>
  commentEvent({ author, jsonMetadata: JSON.stringify({ app }) }).operation;
const ours = new Set(["sage.agent"]);

test("only what a Skep wrote under one of our live accounts is suspect", () => {
  const mine = says("sage.agent", "skep/0.0.1");
  expect(suspectsIn([blockOf(mine)], ours)).toEqual([
    { signatures: ["s"], block: 7, author: "sage.agent", permlink: "a-post" },
  ]);
  const others = [says("sage.agent", "peakd/2026.1"), says("bob", "skep/0.0.1"), says("sage.agent", "")];
  expect(suspectsIn([blockOf(...others)], ours)).toEqual([]);
  expect(suspectsIn([blockOf(mine)], new Set())).toEqual([]);
});
