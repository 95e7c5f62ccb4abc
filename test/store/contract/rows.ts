import type { Arrival, Cursor, NewJob } from "../../../src/store/listen-store.ts";
import type { StoredTransaction } from "../../../src/store/send-store.ts";
import type { Store } from "../../../src/store/store.ts";
import type {
  ClaimedJob,
  DecisionRecord,
  NewOutboxRow,
  NewSpending,
  TurnRecord,
} from "../../../src/store/work-store.ts";

/** A moment of the tests, in seconds after their beginning. */
export function at(seconds: number): Date {
  return new Date(Date.UTC(2026, 0, 1) + seconds * 1000);
}

export const first: Cursor = { number: 100, id: "block100" };

export function newJob(name: string, changes: Partial<NewJob> = {}): NewJob {
  return {
    agent: "sage",
    eventId: `${name}:0`,
    subject: `alice/${name}`,
    trigger: "mention",
    person: "alice",
    event: `{"name":"${name}"}`,
    block: 101,
    happenedAt: at(0),
    notBefore: at(0),
    ...changes,
  };
}

/** What the block after the cursor brings: nothing, unless said otherwise. */
export function arrival(after: Cursor, changes: Partial<Arrival> = {}): Arrival {
  const number = after.number + 1;
  return {
    after,
    last: { number, id: `block${number}` },
    at: at(0),
    jobs: [],
    landed: [],
    expiredBefore: at(0),
    ...changes,
  };
}

/** Puts the jobs into the inbox with the next block. */
export async function accept(store: Store, changes: Partial<Arrival>): Promise<readonly NewJob[]> {
  if ((await store.listen.readCursor()) === undefined) await store.listen.startAt(first);
  return store.listen.accept(arrival((await store.listen.readCursor()) ?? first, changes));
}

/** Claims the next job; there must be one. */
export async function claim(store: Store, now: Date = at(10), leaseUntil: Date = at(70)): Promise<ClaimedJob> {
  const job = await store.work.claim({ agents: ["sage", "curator"], now, leaseUntil });
  if (job === undefined) throw new Error("expected a job to be due");
  return job;
}

export function turn(step: string, changes: Partial<TurnRecord> = {}): TurnRecord {
  return {
    step,
    model: "tiny",
    seed: 7,
    temperature: 0.4,
    prompt: "You are sage. ".repeat(20),
    thoughts: "",
    output: '{"reason":"r"}',
    context: [{ label: "instruction", tokens: 60, wholeTokens: 60 }],
    promptTokens: 60,
    completionTokens: 5,
    milliseconds: 12.5,
    at: at(11),
    ...changes,
  };
}

export function spending(changes: Partial<NewSpending> = {}): NewSpending {
  return { capability: "reply", person: "alice", subject: "alice/hello", ...changes };
}

export function outboxRow(changes: Partial<NewOutboxRow> = {}): NewOutboxRow {
  return {
    state: "planned",
    live: true,
    operations: '[{"type":"comment","author":"sage.agent","permlink":"re-hello"},{"type":"commentOptions"}]',
    hash: "hash-of-operations",
    spendings: [spending()],
    memory: '{"asked":"?"}',
    ...changes,
  };
}

export function decision(changes: Partial<DecisionRecord> = {}): DecisionRecord {
  return {
    decision: '{"reason":"r","reply":{"body":"b"}}',
    outcome: "allow",
    guard: "",
    because: "",
    at: at(12),
    account: "sage.agent",
    ledgerVersion: 0,
    outbox: [outboxRow()],
    ...changes,
  };
}

export function transaction(name: string, changes: Partial<StoredTransaction> = {}): StoredTransaction {
  return { id: `id-${name}`, signature: `signature-${name}`, expiresAt: at(80), wire: `{"${name}":1}`, ...changes };
}

/** Takes a job of its own all the way to one outbox row and answers that row's id. */
export async function plan(store: Store, name: string, row: Partial<NewOutboxRow> = {}, account = "sage.agent") {
  await accept(store, { jobs: [newJob(name)] });
  const job = await claim(store);
  const { version } = await store.work.readLedger(account, at(0));
  const record = decision({ account, ledgerVersion: version, outbox: [outboxRow(row)] });
  if ((await store.work.recordDecision(job, record)) !== "recorded") throw new Error("expected it to be recorded");
  const [newest] = await store.views.readOutbox({ limit: 1 });
  if (newest === undefined) throw new Error("expected an outbox row");
  return newest.id;
}
