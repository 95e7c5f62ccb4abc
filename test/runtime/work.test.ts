import { expect, test } from "vitest";
import { loadAgents } from "../../src/agent/load-agents.ts";
import type { JournalEntry } from "../../src/runtime/journal.ts";
import { leaseUntil } from "../../src/runtime/lease.ts";
import type { Rooms } from "../../src/runtime/rooms.ts";
import { workJob } from "../../src/runtime/work.ts";
import { SkepError, type ErrorCode } from "../../src/shared/errors.ts";
import type { Store } from "../../src/store/store.ts";
import { accept, newJob } from "../store/contract/rows.ts";
import { createSqlitePlace } from "../store/sqlite-place.ts";

const never = new AbortController().signal;
const now = new Date();

/** Rooms in which looking at a post fails in one way, again and again. */
async function roomsThatFail(store: Store, error: Error): Promise<{ rooms: Rooms; journal: JournalEntry[] }> {
  const { agents } = await loadAgents({ agentsDir: "agents", promptsDir: "prompts" });
  const journal: JournalEntry[] = [];
  const rooms: Pick<Rooms, "agents" | "store" | "clock" | "journal"> & { reader: Partial<Rooms["reader"]> } = {
    agents,
    store,
    reader: { findPost: () => Promise.reject(error) },
    clock: { now: () => now },
    journal: (entry) => void journal.push(entry),
  };
  return { rooms: rooms as Rooms, journal };
}

async function workOnce(store: Store, rooms: Rooms, lease = new Date(now.getTime() + 60_000)): Promise<void> {
  // Whatever was put off is due: the far future has come.
  const job = await store.work.claim({ agents: ["sage"], now: new Date(now.getTime() + 3_600_000), leaseUntil: lease });
  if (!job) throw new Error("no job is due");
  await workJob(job, rooms, never);
}

async function storeWithJob(store: Store): Promise<void> {
  await accept(store, { jobs: [newJob("hello", { happenedAt: now, notBefore: now })] });
}

const stateOf = async (store: Store): Promise<unknown> => (await store.views.readJobs({ limit: 1 }))[0];

test("a job that fails eight times for reasons of its own is parked with its error", async () => {
  await using place = createSqlitePlace();
  await using store = place.open();
  await storeWithJob(store);
  const { rooms } = await roomsThatFail(store, new TypeError("a bug of ours"));
  for (let time = 0; time < 7; time++) await workOnce(store, rooms);
  expect(await stateOf(store)).toMatchObject({ state: "waiting", failures: 7 });
  await workOnce(store, rooms);
  expect(await stateOf(store)).toMatchObject({ state: "parked", because: "a bug of ours" });
});

test.each(["chain_unreachable", "model_unavailable"] satisfies ErrorCode[])(
  "%s is no failure of the job's own, however often",
  async (code) => {
    await using place = createSqlitePlace();
    await using store = place.open();
    await storeWithJob(store);
    const { rooms } = await roomsThatFail(store, new SkepError(code, "not now"));
    for (let time = 0; time < 12; time++) await workOnce(store, rooms);
    expect(await stateOf(store)).toMatchObject({ state: "waiting", failures: 0, attempts: 12 });
  },
);

test("what waits for the chain is tried again within four seconds, however long the trouble has lasted", async () => {
  await using place = createSqlitePlace();
  await using store = place.open();
  await storeWithJob(store);
  const { rooms } = await roomsThatFail(store, new SkepError("chain_unreachable", "not now"));
  for (let time = 0; time < 12; time++) await workOnce(store, rooms);
  expect(await stateOf(store)).toMatchObject({ notBefore: new Date(now.getTime() + 4_000) });
});

test("a job that takes twenty minutes is nobody else's meanwhile", async () => {
  await using place = createSqlitePlace();
  await using store = place.open();
  await storeWithJob(store);
  let time = now.getTime();
  const clock = { now: () => new Date(time) };
  const { rooms } = await roomsThatFail(store, new Error("unused"));
  const claim = () => store.work.claim({ agents: ["sage"], now: clock.now(), leaseUntil: leaseUntil({ clock }) });
  const findPost = async (): Promise<never> => {
    for (let minute = 0; minute < 20; minute++) {
      time += 60_000;
      await new Promise((resolve) => setTimeout(resolve, 30)); // some renewals
      expect(await claim()).toBeUndefined();
    }
    throw new SkepError("chain_unreachable", "at last");
  };
  const job = await claim();
  if (!job) throw new Error("no job is due");
  await workJob(job, { ...rooms, clock, reader: { ...rooms.reader, findPost } }, never, 5);
  expect(await stateOf(store)).toMatchObject({ state: "waiting", attempts: 1, because: "at last" });
});

test("a database that cannot be written stops the loop and parks nothing", async () => {
  await using place = createSqlitePlace();
  await using store = place.open();
  await storeWithJob(store);
  const { rooms } = await roomsThatFail(store, new SkepError("store_unavailable", "held by another program"));
  await expect(workOnce(store, rooms)).rejects.toMatchObject({ code: "store_unavailable" });
  expect(await stateOf(store)).toMatchObject({ state: "claimed" });
});

test("a job in whose midst the process ended 26 times is parked before it ends it again", async () => {
  await using place = createSqlitePlace();
  await using store = place.open();
  await storeWithJob(store);
  const { rooms, journal } = await roomsThatFail(store, new SkepError("chain_unreachable", "not now"));
  for (let time = 0; time < 26; time++) {
    await store.work.claim({ agents: ["sage"], now, leaseUntil: now });
    await store.work.reclaim();
  }
  await workOnce(store, rooms);
  expect(await stateOf(store)).toMatchObject({ state: "parked", interruptions: 26 });
  expect(journal).toMatchObject([{ fact: "job-parked", because: expect.stringContaining("ended 26 times") }]);
});
