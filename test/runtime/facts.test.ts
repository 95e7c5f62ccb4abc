import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Agent } from "../../src/agent/agent.ts";
import type { Account, ChainReader } from "../../src/chain/chain-reader.ts";
import { readFacts, readOwnFacts, type About } from "../../src/runtime/facts.ts";
import type { Rooms } from "../../src/runtime/rooms.ts";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import type { NewSpending } from "../../src/store/work-store.ts";
import { limitsOf } from "../support/facts.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const hour = 3_600_000;
const now = new Date("2026-03-10T12:00:00Z");
const ago = (hours: number): Date => new Date(now.getTime() - hours * hour);
const never = new AbortController().signal;
const about: About = { person: "alice", depth: 1, isPaidOut: false, thread: "carol/root" };

/** An agent, a store in which it spent what it is told, and a chain that says its mana is this. */
async function openRooms(manaOnChain: number) {
  const store = openSqliteStore(join(await temporaryFolder(), "skep.db"));
  onTestFinished(() => store[Symbol.asyncDispose]());
  await store.listen.startAt({ number: 0, id: "0" });
  const account: Partial<Account> = { name: "sage.agent", votingMana: manaOnChain, stake: 1 };
  const reader: Partial<ChainReader> = {
    accounts: async () => [account as Account],
    resourceCredits: async () => ({ share: 0.9, max: 1e12 }),
    hasVoted: async () => false,
  };
  const rooms = { store, reader, clock: { now: () => now } } as unknown as Rooms;
  let block = 0;
  async function spend(agent: string, at: Date, spending: Partial<NewSpending>, live = true): Promise<void> {
    const subject = `alice/post-${++block}`;
    const job = { agent, eventId: `${subject}:0`, subject, trigger: "mention", person: "alice", event: "{}", block };
    const last = { number: block, id: String(block) };
    const after = { number: block - 1, id: String(block - 1) };
    const jobs = [{ ...job, happenedAt: at, notBefore: new Date(0) }];
    await store.listen.accept({ after, last, at, jobs, landed: [], expiredBefore: new Date(0) });
    const claimed = await store.work.claim({ agents: [agent], now, leaseUntil: now });
    if (!claimed) throw new Error("no job");
    const { version: ledgerVersion } = await store.work.readLedger("sage.agent", new Date(0));
    const spendings = [{ capability: "reply", person: "alice", subject, ...spending }];
    const row = { state: "planned", live, operations: "[]", hash: "", spendings, memory: "" } as const;
    const verdict = { decision: "{}", outcome: "allow", guard: "", because: "" } as const;
    await store.work.recordDecision(claimed, { ...verdict, at, account: "sage.agent", ledgerVersion, outbox: [row] });
  }
  return { rooms, spend, store };
}

// Only these fields are looked at.
const sage = {
  name: "sage",
  account: "sage.agent",
  may: ["reply", "upvote", "post"],
  limits: limitsOf(),
} as unknown as Agent;
const vote = (weight: number): Partial<NewSpending> => ({ capability: "upvote", weight });

test("what an agent did counts for the day, the person and the thread that it was in", async () => {
  const { rooms, spend } = await openRooms(1);
  await spend("sage", ago(25), { thread: "carol/root" });
  await spend("sage", ago(23), { thread: "carol/root", person: "bob" });
  await spend("sage", ago(2), { thread: "dave/root" });
  await spend("sage", ago(0.5), { thread: "carol/root" });
  await spend("sage", ago(0.4), { capability: "post", person: "" });
  await spend("twin", ago(0.3), { thread: "carol/root" });
  const { facts } = await readOwnFacts(sage, about, rooms);
  expect(facts).toMatchObject({
    actionsToday: 4,
    postsToday: 1,
    actionsWithPerson: 1,
    lastWithPersonAt: ago(0.5),
    actionsInThread: 2,
    votesToday: 0,
    votingMana: 1,
    hasVoted: false,
  });
});

test("votes that no block has yet are counted as cast, those of other agents of the account too", async () => {
  const { rooms, spend } = await openRooms(0.9);
  await spend("sage", ago(3), vote(5_000));
  await spend("twin", ago(2), vote(10_000));
  const { facts } = await readFacts(sage, about, rooms, never);
  expect(facts.votingMana).toBeCloseTo(0.9 - 0.01 - 0.02, 9);
  expect(facts).toMatchObject({ votesToday: 1, lastVoteAt: ago(3) });
});

test("a dry run, whose votes never reach the chain, runs out of mana as the real thing would", async () => {
  const { rooms, spend, store } = await openRooms(1);
  for (let vote = 0; vote < 10; vote++) await spend("sage", ago(1), { capability: "upvote", weight: 10_000 }, false);
  for (let id = 1; id <= 10; id++) {
    await store.send.markSigned(id, { id: `t${id}`, signature: `s${id}`, expiresAt: now, wire: "" });
    await store.send.markRecorded(id, `t${id}`, ago(1));
  }
  const { facts } = await readFacts(sage, about, rooms, never);
  expect(facts.votingMana).toBeCloseTo(0.8 + 1 / 120, 9); // an hour of five days has come back
});

test("a vote by any agent of the account, cast or planned, keeps all of them from a second one", async () => {
  const { rooms, spend } = await openRooms(1);
  await spend("twin", ago(1), { ...vote(100), subject: "bob/oven" });
  const voted = await readFacts(sage, { ...about, post: { author: "bob", permlink: "oven" } }, rooms, never);
  const other = await readFacts(sage, { ...about, post: { author: "bob", permlink: "roof" } }, rooms, never);
  expect([voted.facts.hasVoted, other.facts.hasVoted]).toEqual([true, false]);
});
