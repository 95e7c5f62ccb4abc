import type { Operation } from "../chain/operation.ts";
import { RpcError } from "../chain/rpc-error.ts";
import type { BroadcastOutcome } from "../chain/chain-writer.ts";
import { reviveMemory } from "../memory/memory.ts";
import { messageOf, SkepError } from "../shared/errors.ts";
import type { OutboxRow, StoredTransaction } from "../store/send-store.ts";
import type { Bell } from "./bell.ts";
import type { RowRef } from "./journal.ts";
import type { Rooms, StopSignals } from "./rooms.ts";

const idleMilliseconds = 1_000;
/** After node trouble, with an obstacle in the way, and while the agent is not live. */
const troubleSeconds = 3;
const obstacleSeconds = 30;
const notLiveSeconds = 600;
/** What was decided this long ago, and not sent since, is not worth saying any more. */
const longestWait = 48 * 3_600_000;

/** Carries rows of the outbox to the chain, one step at a time. The only loop that can spend. */
export async function send(rooms: Rooms, bell: Bell, stop: StopSignals): Promise<void> {
  while (!stop.drain.aborted) {
    await settleAll(rooms);
    const due = await rooms.store.send.readDue(rooms.clock.now());
    for (const row of due) {
      if (stop.drain.aborted) return;
      await advanceOrDefer(row, rooms, stop.abort);
    }
    if (due.length === 0) await bell.wait(idleMilliseconds, stop.drain);
  }
}

/** A row that cannot go on must not hold up the others of its account. */
async function advanceOrDefer(row: OutboxRow, rooms: Rooms, signal: AbortSignal): Promise<void> {
  try {
    await advance(row, rooms, signal);
  } catch (error) {
    if (signal.aborted || (error instanceof SkepError && error.code === "store_corrupt")) throw error;
    if (isUnsayable(error) && !row.transaction) await fail(row, error.message, rooms);
    else await defer(row, messageOf(error), troubleSeconds, rooms);
  }
}

/** Whether the chain room itself says that such a transaction can never be: no node's mood has a part in that. */
function isUnsayable(error: unknown): error is SkepError {
  return error instanceof SkepError && error.code === "chain_rejected" && !(error instanceof RpcError);
}

/**
 * One step: planned → signed, or signed → sent. Calling it again after a crash at any line is safe: the bytes are
 * durable before the first broadcast, and the same bytes can land only once.
 */
export async function advance(row: OutboxRow, rooms: Rooms, signal: AbortSignal): Promise<void> {
  // Its agent was live when it decided, and is not in this life: nothing of it may be sent, nothing is lost either.
  if (row.live && !rooms.isLive(row.agent)) return defer(row, `${row.agent} is not live now`, notLiveSeconds, rooms);
  if (row.transaction) return broadcast(row, row.transaction, rooms, signal);
  const obstacle = await findObstacle(row, rooms, signal);
  if (obstacle)
    return obstacle.isFinal
      ? lapse(row, obstacle.because, rooms)
      : defer(row, obstacle.because, obstacleSeconds, rooms);
  const transaction = await rooms.writerFor(row.live).sign(row.account, operationsOf(row), signal);
  if (!(await rooms.store.send.markSigned(row.id, transaction))) return;
  rooms.journal({ fact: "transaction-signed", ...refOf(row), transactionId: transaction.id });
  await broadcast(row, transaction, rooms, signal);
}

interface Obstacle {
  readonly because: string;
  /** Whether waiting cannot help. */
  readonly isFinal: boolean;
}

/** Looks at the chain once more before signing: why this is not to be sent, or not now. */
async function findObstacle(
  row: OutboxRow,
  { reader, clock }: Rooms,
  signal: AbortSignal,
): Promise<Obstacle | undefined> {
  if (clock.now().getTime() - row.decidedAt.getTime() > longestWait)
    return { because: "it was decided too long ago", isFinal: true };
  for (const operation of operationsOf(row)) {
    const target = targetOf(operation);
    if (!target || (await reader.findPost(target.author, target.permlink, signal))) continue;
    const isFinal = await reader.wasDeleted(target.author, target.permlink, signal);
    return {
      because: `@${target.author}/${target.permlink} ${isFinal ? "was deleted" : "is not to be read now"}`,
      isFinal,
    };
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
): Promise<void> {
  const outcome = await rooms.writerFor(row.live).broadcast(transaction, signal);
  await note(row, transaction, outcome, rooms);
}

async function note(
  row: OutboxRow,
  { id: transactionId }: StoredTransaction,
  result: BroadcastOutcome,
  rooms: Rooms,
): Promise<void> {
  const { store, clock, journal } = rooms;
  switch (result.outcome) {
    case "accepted":
      await store.send.markSent(row.id, transactionId);
      journal({ fact: "transaction-sent", ...refOf(row), transactionId });
      return;
    case "recorded":
      await store.send.markRecorded(row.id, transactionId, clock.now());
      journal({ fact: "transaction-recorded", ...refOf(row), transactionId });
      return;
    case "rejected":
      return fail(row, result.because, rooms);
    case "deferred":
      return defer(row, result.because, result.seconds, rooms);
    case "expired":
      // Whether it is in a block already is for the listen loop to see: it plans it again once that is settled.
      await store.send.markSent(row.id, transactionId);
  }
}

async function fail(row: OutboxRow, because: string, { store, journal }: Rooms): Promise<void> {
  await store.send.markFailed(row.id, because);
  journal({ fact: "transaction-failed", ...refOf(row), because });
}

async function lapse(row: OutboxRow, because: string, { store, journal }: Rooms): Promise<void> {
  await store.send.markLapsed(row.id, because);
  journal({ fact: "transaction-lapsed", ...refOf(row), because });
}

async function defer(
  row: OutboxRow,
  because: string,
  seconds: number,
  { store, clock, journal }: Rooms,
): Promise<void> {
  await store.send.defer(row.id, because, new Date(clock.now().getTime() + seconds * 1_000));
  journal({ fact: "transaction-deferred", ...refOf(row), because });
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
