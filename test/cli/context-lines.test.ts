import { expect, test } from "vitest";
import { contextLines } from "../../src/cli/context-lines.ts";

test("each part of a prompt is a line with its tokens, and what there was no room for says so", () => {
  const parts = [
    { label: "instruction", tokens: 130, wholeTokens: 130 },
    { label: "post by @alice", tokens: 90, wholeTokens: 2_400 },
    { label: "memory of @bob", tokens: 0, wholeTokens: 31 },
  ];
  expect(contextLines(parts)).toEqual([
    "  130 tokens: instruction",
    "   90 tokens: post by @alice, shortened from 2400",
    "    0 tokens: memory of @bob, dropped (31)",
  ]);
});

test("a turn of which that was not kept has no lines", () => {
  expect(contextLines([])).toEqual([]);
});
