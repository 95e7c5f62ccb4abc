import { existsSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { forgetPerson } from "../../../src/memory/forget.ts";
import { openSqliteStore } from "../../../src/store/sqlite/open.ts";
import type { Store } from "../../../src/store/store.ts";
import { exchange, fact, imported, keepsake, soon, space } from "../contract/memories.ts";
import { accept, at, claim, decision, newJob, outboxRow, transaction, turn } from "../contract/rows.ts";
import { createSqlitePlace, type SqlitePlace } from "../sqlite-place.ts";

let place: SqlitePlace;
beforeEach(() => {
  place = createSqlitePlace();
});
afterEach(() => place[Symbol.asyncDispose]());

/** How often a text stands anywhere in the files of the database. */
function traces(text: string): number {
  const files = ["", "-wal", "-shm"].map((end) => place.path + end).filter(existsSync);
  return files.reduce((sum, file) => sum + readFileSync(file).toString("latin1").split(text).length - 1, 0);
}

/** One job of a person from the event to the memory, with the person's words in every row of it. */
async function live(store: Store, person: string, name: string, words: string): Promise<void> {
  const subject = `${person}/${name}`;
  await accept(store, { jobs: [newJob(name, { person, subject, event: JSON.stringify({ body: words }) })] });
  const job = await claim(store);
  const prompt = `[question by @${person}]\n| ${words}`;
  await store.work.recordTurn(job, turn("decide", { prompt, output: `{"reason":"${words}"}` }));
  const { version } = await store.work.readLedger("sage.agent", at(0));
  const operations = JSON.stringify([{ type: "comment", author: "sage.agent", permlink: `re-${name}`, body: words }]);
  const row = outboxRow({ live: false, operations, memory: JSON.stringify({ asked: words }) });
  const texts = { decision: JSON.stringify({ reason: words }), because: words };
  await store.work.recordDecision(job, decision({ ...texts, ledgerVersion: version, outbox: [row] }));
  const [newest] = await store.views.readOutbox({ limit: 1 });
  const id = newest?.id ?? 0;
  await store.send.markSigned(id, transaction(name, { wire: words }));
  await store.send.markRecorded(id, `id-${name}`, at(21));
  const memories = [exchange(words, { person, subject }), fact(`I said: ${words}`, { person, subject })];
  await store.send.settle(id, keepsake(memories));
}

it("leaves no byte of what one person said in the files, and everything of the others", async () => {
  await using store = place.open();
  const words = (who: string, index: number) => `${who}-whispered-${index} ${"and so on ".repeat(index % 40)}`;
  for (let index = 0; index < 60; index++) {
    await live(
      store,
      index % 3 === 0 ? "alice" : "bob",
      `job-${index}`,
      words(index % 3 === 0 ? "alice" : "bob", index),
    );
  }
  expect(traces("alice-whispered")).toBeGreaterThan(50);
  const forgotten = await forgetPerson(store.forget, "alice");
  expect(forgotten).toEqual({ memories: 40, jobs: 20, underWay: 0 });
  expect(traces("alice-whispered")).toBe(0);
  expect(traces("bob-whispered-50")).toBeGreaterThan(4);

  const alice = { agent: "sage", person: "alice", now: soon, limit: 99, space };
  expect(await store.memory.readPerson(alice)).toEqual([]);
  expect(await store.memory.readPerson({ ...alice, person: "bob" })).toHaveLength(80);
  const [story] = await store.views.findStories("alice/job-0");
  expect(story).toMatchObject({
    job: { person: "alice", state: "decided", because: "forgotten" },
    event: "",
    turns: [],
    decision: { decision: "{}", because: "" },
    outbox: [{ state: "recorded", memory: "" }],
  });
  expect(await forgetPerson(store.forget, "alice")).toEqual({ memories: 0, jobs: 0, underWay: 0 });
});

it("takes that person's posts out of the prompts of other people's jobs", async () => {
  await using store = place.open();
  await accept(store, { jobs: [newJob("a", { person: "bob", subject: "bob/a" })] });
  const job = await claim(store);
  const shown = "[post by @alice]\n| alice-whispered\n[question by @bob]\n| well?";
  await store.work.recordTurn(job, turn("decide", { prompt: shown }));
  await store.work.recordTurn(job, turn("read/bob/b", { prompt: "[post by @alice2]\n| other words" }));
  await forgetPerson(store.forget, "alice");
  expect((await store.work.readTurns(job.id)).map(({ prompt }) => prompt)).toContain(shown); // it is in hand
  await store.work.finish(job, "gated", "");
  await forgetPerson(store.forget, "alice");
  const prompts = (await store.work.readTurns(job.id)).map(({ prompt }) => prompt);
  expect(prompts.toSorted()).toEqual(["", "[post by @alice2]\n| other words"]);
});

it("leaves alone what waits, is in hand or under way, and tells how much that is", async () => {
  await using store = place.open();
  for (const name of ["waits", "decided"]) await accept(store, { jobs: [newJob(name)] });
  const job = await claim(store);
  await store.work.recordDecision(job, decision({ outbox: [outboxRow({ state: "draft" })] }));
  expect(await forgetPerson(store.forget, "alice")).toEqual({ memories: 0, jobs: 0, underWay: 2 });
  await store.views.reject(1, "no");
  expect(await forgetPerson(store.forget, "alice")).toEqual({ memories: 0, jobs: 1, underWay: 1 });
  expect((await store.views.readJobs({ limit: 9 })).map(({ state }) => state).toSorted()).toEqual([
    "decided",
    "waiting",
  ]);
});

it("waits for a reader that stands in the way of emptying the log", async () => {
  await using store = place.open();
  await store.memory.add([imported(exchange("alice-whispered"))]);
  await using reader = openSqliteStore(place.path, { readonly: true });
  await reader.memory.list({ limit: 1 });
  await forgetPerson(store.forget, "alice");
  expect(traces("alice-whispered")).toBe(0);
});
