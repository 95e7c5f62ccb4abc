import { join } from "node:path";
import { expect, test } from "vitest";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import type { Store } from "../../src/store/store.ts";
import { skep } from "../support/operator.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { accept, at, claim, newJob, plan, transaction, turn } from "../store/contract/rows.ts";

const agentFile = `version: 1
name: sage
description: Answers.
account: sage.agent
prompt: sage
triggers:
  - on: mention
may: [reply]
limits:
  actionsPerDay: 40
`;

/** An operator's folder whose database the test has filled. */
async function projectWith(fill: (store: Store) => Promise<void>): Promise<string> {
  const folder = await temporaryFolder({
    "agents/sage.yaml": agentFile,
    "prompts/sage.md": "---\ndescription: Answers.\n---\nYou are @{{account}}.\n",
    "skep.yaml": "nodes: [http://127.0.0.1:9]\n", // nobody listens there
  });
  await using store = openSqliteStore(join(folder, "data", "skep.db"));
  await fill(store);
  return folder;
}

async function parkOne(store: Store): Promise<void> {
  await accept(store, { jobs: [newJob("hello")] });
  const job = await claim(store);
  await store.work.recordTurn(job, turn("decide", { thoughts: "Shall I?\u001B[2J", output: "\u001B[2Jnonsense" }));
  await store.work.park(job, "3 answers in a row were refused; the last one because: it was no JSON at all, and more");
}

test("inbox list fits into 80 columns and loses no word of the reason; --json tells it all", async () => {
  const folder = await projectWith(parkOne);
  const { out } = skep(folder, "inbox", "list");
  expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  for (const word of ["parked", "sage", "mention", "alice/hello", "JSON", "more"]) expect(out).toContain(word);
  expect(JSON.parse(skep(folder, "inbox", "list", "--json").out)).toMatchObject([{ id: 1, state: "parked" }]);
});

test("inbox show and explain tell what the model saw and said, without letting it command the terminal", async () => {
  const folder = await projectWith(parkOne);
  for (const words of [
    ["inbox", "show", "1"],
    ["explain", "@alice/hello"],
    ["explain", "https://peakd.com/hive-167922/@alice/hello"],
  ]) {
    const { out, status } = skep(folder, ...words);
    expect(status).toBe(0);
    expect(out).toContain("You are sage.");
    expect(out).toContain("thought:\n  Shall I?");
    expect(out).toContain("nonsense");
    expect(out).not.toContain("\u001B");
  }
  expect(JSON.parse(skep(folder, "explain", "1", "--json").out)).toMatchObject([
    { event: '{"name":"hello"}', attempts: [] },
  ]);
});

test("explain says of a post without a job how far the bot has read", async () => {
  const folder = await projectWith(parkOne);
  const { err, status } = skep(folder, "explain", "bob/nothing");
  expect(status).toBe(2);
  expect(err).toContain("no job was ever made of bob/nothing");
  expect(err).toContain("block 101");
});

test("a parked job can be retried and cancelled, each once, and what cannot be done is said", async () => {
  const folder = await projectWith(parkOne);
  expect(skep(folder, "inbox", "retry", "1").out).toBe("Job 1 waits to be done now.\n");
  expect(JSON.parse(skep(folder, "inbox", "cancel", "1", "--why", "not today", "--json").out)).toEqual({
    job: 1,
    outcome: "done",
  });
  expect(skep(folder, "inbox", "cancel", "1").err).toContain("job 1 is gated (not today)");
  expect(skep(folder, "inbox", "retry", "7").err).toContain("there is no job 7");
});

test("a row that is signed can neither be cancelled nor retried, one that is planned can", async () => {
  const folder = await projectWith(async (store) => {
    await store.send.markSigned(await plan(store, "a"), transaction("one"));
    await plan(store, "b");
  });
  expect(skep(folder, "outbox", "cancel", "1").err).toContain("may still get into a block");
  expect(skep(folder, "outbox", "retry", "1").err).toContain("may still get into a block");
  expect(skep(folder, "outbox", "retry", "2").out).toContain("due now");
  expect(skep(folder, "outbox", "cancel", "2").out).toBe("Row 2 is cancelled.\n");
  expect(JSON.parse(skep(folder, "outbox", "show", "2", "--json").out)).toMatchObject({ state: "rejected" });
});

test("status tells pauses, nodes in trouble, queues and budgets; pause and resume take a name that exists", async () => {
  const folder = await projectWith(async (store) => {
    await plan(store, "a");
    await accept(store, { at: at(30) });
  });
  expect(skep(folder, "pause", "saeg").err).toContain('there is no agent "saeg"; did you mean "sage"?');
  expect(skep(folder, "pause", "sage", "--why", "looking into it").out).toContain("sage is paused");
  expect(skep(folder, "pause").out).toContain("Every agent is paused");
  const { out } = skep(folder, "status");
  expect(out).toMatch(/^bot +not running$/m);
  expect(out).toMatch(/^paused +every agent since .*: paused by the operator$/m);
  expect(out).toContain("looking into it");
  expect(out).toContain("in trouble");
  expect(out).toMatch(/^outbox +1 planned$/m);
  expect(JSON.parse(skep(folder, "status", "--json", "--offline").out)).toMatchObject({
    cursor: { number: 102 },
    cursorAt: at(30).toISOString(),
    pauses: [{ because: "paused by the operator" }, { agent: "sage" }],
    nodes: [],
    budgets: [{ agent: "sage", used: 0, limit: 40 }],
  });
  expect(skep(folder, "resume").out).toContain("Still paused: sage (looking into it).");
  expect(skep(folder, "resume", "sage").out).toBe("sage goes on.\n");
});
