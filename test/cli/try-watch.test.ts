import { expect, test } from "vitest";
import { readingBar, readLine } from "../../src/cli/try/reading-bar.ts";
import { watchTry } from "../../src/cli/try/watch.ts";
import type { JournalEntry } from "../../src/runtime/journal.ts";

const job = { jobId: 1, agent: "sage", subject: "bob/question" };
const figures = { promptTokens: 200, completionTokens: 50, milliseconds: 2_000 };
const decided: readonly JournalEntry[] = [
  {
    fact: "turn-started",
    ...job,
    step: "decide",
    model: "tiny",
    promptTokens: 90,
    cut: [],
    context: [
      { label: "instruction", tokens: 110, wholeTokens: 110 },
      { label: "post by @alice", tokens: 60, wholeTokens: 400 },
      { label: "memory of @bob", tokens: 0, wholeTokens: 30 },
    ],
  },
  ...['{"reason":', '"Asked.\u001B[31m"}'].map((text) => ({ fact: "text-generated" as const, ...job, text })),
  { fact: "turn-ended", ...job, step: "decide", output: '{"reason":"Asked.\u001B[31m"}', ...figures },
];

/** What is written, and what the last line shows one after the other, when these things are told. */
function told(entries: readonly JournalEntry[], isTerminal: boolean): { text: string; bars: readonly string[] } {
  let text = "";
  const bars: string[] = [];
  const bottom = { show: (line: string) => void bars.push(line), clear: () => {} };
  const watch = watchTry({ write: (more) => void (text += more), isTerminal, bottom });
  for (const entry of entries) watch(entry);
  return { text, bars };
}

test("a terminal shows the answer as the model says it, once, and nothing in it commands the terminal", () => {
  const { text } = told(decided, true);
  expect(text.match(/Asked/g)).toHaveLength(1);
  expect(text).toContain('{"reason":"Asked."}\n');
  expect(text).not.toContain("\u001B");
});

test("elsewhere the answer comes whole, after what the prompt was made of and before what it took", () => {
  expect(told(decided, false).text).toBe(
    [
      "",
      "turn decide: tiny, 170 tokens of context",
      "  110 tokens: instruction",
      "   60 tokens: post by @alice, shortened from 400",
      "    0 tokens: memory of @bob, dropped (30)",
      '{"reason":"Asked."}',
      "  200 + 50 tokens in 2.0 s (25 tokens/s)",
      "",
    ].join("\n"),
  );
});

test("while posts are read their answers stay unseen, and the last line fills up and empties", () => {
  const place = { author: "alice", permlink: "oven", of: 2, how: "model", ...figures } as const;
  const reading: JournalEntry[] = [
    { fact: "posts-gathered", ...job, found: 9, chosen: 2 },
    { fact: "turn-started", ...job, step: "read/alice/oven", model: "tiny", promptTokens: 9, cut: [], context: [] },
    { fact: "text-generated", ...job, text: "secret" },
    { fact: "turn-ended", ...job, step: "read/alice/oven", output: "secret", ...figures },
    { fact: "post-read", ...job, ...place, number: 1 },
    { fact: "post-read", ...job, ...place, number: 2, how: "kept", completionTokens: 0 },
  ];
  const { text, bars } = told(reading, true);
  expect(text).toBe(
    [
      "gathered 9 posts, of which 2 are read",
      "read 1 of 2: @alice/oven (200 + 50 tokens in 2.0 s (25 tokens/s))",
      "read 2 of 2: @alice/oven (known from before)",
      "",
    ].join("\n"),
  );
  expect(bars.length).toBeGreaterThanOrEqual(3);
  expect(bars.at(-1)).toContain("1 of 2");
});

test("the bar tells tokens a second and how long the rest takes at this pace", () => {
  let time = 0;
  const bar = readingBar(() => time);
  expect(bar.line()).toBeUndefined();
  bar.begin(4);
  time = 10_000;
  for (let count = 0; count < 300; count++) bar.heard();
  expect(bar.line()).toBe(`reading ${"░".repeat(24)} 0 of 4, 30 tokens/s`);
  bar.done();
  expect(bar.line()).toBe(`reading ${"█".repeat(6)}${"░".repeat(18)} 1 of 4, 30 tokens/s, 30 s left`);
  for (let count = 0; count < 3; count++) bar.done();
  expect(bar.line()).toBeUndefined();
});

test("a post that could not be quoted or read says so", () => {
  const read = { author: "alice", permlink: "oven", number: 1, of: 1, ...figures } as const;
  expect(readLine({ ...read, how: "unquotable" })).toContain("; left out: nothing of it may be quoted)");
  expect(readLine({ ...read, how: "own-words" })).toContain("it speaks for itself");
});
