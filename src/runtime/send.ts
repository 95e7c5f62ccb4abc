import type { Operation } from "../chain/operation.ts";
import type { BroadcastOutcome } from "../chain/chain-writer.ts";
import { reviveMemory } from "../memory/memory.ts";
import { messageOf } from "../shared/errors.ts";
import type { OutboxRow, StoredTransaction } from "../store/send-store.ts";
import type { Bell } from "./bell.ts";
import type { RowRef } from "./journal.ts";
import type { Rooms, StopSignals } from "./rooms.ts";

const idleMilliseconds = 1_000;
const troubleMilliseconds = 3_000;

/** Carries rows of the outbox to the chain, one step at a time. The only loop that can spend. */
export async function send(rooms: Rooms, bell: Bell, stop: StopSignals): Promise<void> {
  while (!stop.drain.aborted) {
    await settleAll(rooms);
    const due = await rooms.store.send.readDue(rooms.clock.now());
    let trouble = false;
    for (const row of due) {
      if (stop.drain.aborted) return;
      trouble = !(await advanceOrReport(row, rooms, stop.abort)) || trouble;
    }
    if (trouble || due.length === 0) await bell.wait(trouble ? troubleMilliseconds : idleMilliseconds, stop.drain);
  }
}

async function advanceOrReport(row: OutboxRow, rooms: Rooms, signal: AbortSignal): Promise<boolean> {
  try {
    return await advance(row, rooms, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    rooms.journal({ fact: "trouble", loop: "send", message: messageOf(error) });
    return false;
  }
}

/**
 * One step: planned → signed, or signed → sent. Calling it again after a crash at any line is safe: the bytes are
 * durable before the first broadcast, and the same bytes can land only once. Answers whether the row moved.
 */
export async function advance(row: OutboxRow, rooms: Rooms, signal: AbortSignal): Promise<boolean> {
  if (row.transaction) return broadcast(row, row.transaction, rooms, signal);
  const lapsed = await findLapse(row, rooms, signal);
  if (lapsed !== undefined) {
    await rooms.store.send.markLapsed(row.id, lapsed);
    rooms.journal({ fact: "transaction-lapsed", ...refOf(row), because: lapsed });
    return true;
  }
  const transaction = await rooms.writerFor(row.live).sign(row.account, operationsOf(row), signal);
  if (!(await rooms.store.send.markSigned(row.id, transaction))) return false;
  rooms.journal({ fact: "transaction-signed", ...refOf(row), transactionId: transaction.id });
  return broadcast(row, transaction, rooms, signal);
}

/** Looks at the chain once more before signing: why it is not worth sending any more, if it is not. */
async function findLapse(row: OutboxRow, { reader }: Rooms, signal: AbortSignal): Promise<string | undefined> {
  for (const operation of operationsOf(row)) {
    const target = targetOf(operation);
    if (target && !(await reader.findPost(target.author, target.permlink, signal))) {
      return `@${target.author}/${target.permlink} is gone`;
    }
  }
  return undefined;
}

function targetOf(operation: Operation): { readonly author: string; readonly permlink: string } | undefined {
  if (operation.type === "vote") return operation;
  if (operation.type !== "comment" || operation.parentAuthor === "") return undefined;
  return { author: operation.parentAuthor, permlink: operation.parentPermlink };
}

async function broadcast(
  row: OutboxRow,
  transaction: StoredTransaction,
  rooms: Rooms,
  signal: AbortSignal,
): Promise<boolean> {
  const outcome = await rooms.writerFor(row.live).broadcast(transaction, signal);
  return note(row, transaction, outcome, rooms);
}

async function note(
  row: OutboxRow,
  { id: transactionId }: StoredTransaction,
  result: BroadcastOutcome,
  rooms: Rooms,
): Promise<boolean> {
  const { store, clock, journal } = rooms;
  const about = refOf(row);
  switch (result.outcome) {
    case "accepted":
      await store.send.markSent(row.id, transactionId);
      journal({ fact: "transaction-sent", ...about, transactionId });
      return true;
    case "recorded":
      await store.send.markRecorded(row.id, transactionId, clock.now());
      journal({ fact: "transaction-recorded", ...about, transactionId });
      return true;
    case "rejected":
      await store.send.markFailed(row.id, result.because);
      journal({ fact: "transaction-failed", ...about, because: result.because });
      return true;
    case "deferred":
      await store.send.defer(row.id, result.because, new Date(clock.now().getTime() + result.seconds * 1_000));
      journal({ fact: "transaction-deferred", ...about, because: result.because });
      return true;
    case "expired":
      // Whether it is in a block already is for the listen loop to see: it plans it again once that is settled.
      await store.send.markSent(row.id, transactionId);
      return true;
  }
}

/** Rows that ended well leave a memory. A dry run's do not: nobody was told what they say. */
async function settleAll({ store, journal }: Rooms): Promise<void> {
  for (const row of await store.send.readUnsettled()) {
    const memory = row.receipt ? reviveMemory(row.memory) : undefined;
    if (!(await store.send.settle(row.id, memory)) || !row.receipt) continue;
    journal({
      fact: "transaction-confirmed",
      ...refOf(row),
      transactionId: row.receipt.transactionId,
      block: row.receipt.block,
    });
  }
}

function operationsOf(row: OutboxRow): readonly Operation[] {
  // Our own work loop wrote it, from the same type.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(row.operations) as readonly Operation[];
}

function refOf(row: OutboxRow): RowRef {
  return { outboxId: row.id, jobId: row.jobId, agent: row.agent, subject: row.subject };
}
