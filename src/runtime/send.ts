import { RpcError } from "../chain/rpc-error.ts";
import type { BroadcastOutcome } from "../chain/chain-writer.ts";
import { reviveLeaving } from "../memory/leaving.ts";
import { messageOf, SkepError } from "../shared/errors.ts";
import type { OutboxRow, StoredTransaction } from "../store/send-store.ts";
import { contactRefusal } from "./acknowledge.ts";
import type { Bell } from "./bell.ts";
import type { RowRef } from "./journal.ts";
import { withCreditsAwaited } from "./credit-wait.ts";
import { findObstacle } from "./obstacle.ts";
import { tooSoonBy } from "./reply-interval.ts";
import { capabilityOf, operationsOf } from "./row-operations.ts";
import type { Rooms, StopSignals } from "./rooms.ts";

const idleMilliseconds = 1_000;
/** After node trouble, with an obstacle in the way, and while the agent is not live. */
const troubleSeconds = 3;
const obstacleSeconds = 30;
const notLiveSeconds = 600;
/** Two blocks: what no block has by then may have been dropped from the pool, which nobody tells. */
const againSeconds = 6;
/** Refused again after it was taken: only blocks can tell which of the two holds. */
const doubtSeconds = 30;
/** Too late for any node to take it: nothing is left to do but to read blocks. */
const expiredSeconds = 600;
/** So many refusals by the chain in a row are no accident: the agent pauses itself. */
const refusalsBeforePause = 3;

/** Carries rows of the outbox to the chain, one step at a time. The only loop that can spend. */
export async function send(rooms: Rooms, bell: Bell, stop: StopSignals): Promise<void> {
  while (!stop.drain.aborted) {
    await settleAll(rooms);
    let hasMoved = false;
    for (const row of await rooms.store.send.readDue(rooms.clock.now())) {
      if (stop.drain.aborted) return;
      if (await isPaused(row, rooms)) continue;
      if (await advanceOrPutOff(row, rooms, stop.abort)) hasMoved = true;
    }
    if (!hasMoved) await bell.wait(idleMilliseconds, stop.drain);
  }
}

/** Asked before each row: where nodes are slow, a round takes much longer than a pause may. */
async function isPaused({ agent }: OutboxRow, { store }: Rooms): Promise<boolean> {
  const pauses = await store.switches.readPauses();
  return pauses.some((pause) => pause.agent === undefined || pause.agent === agent);
}

/** A row that cannot go on must not hold up the others of its account. */
async function advanceOrPutOff(row: OutboxRow, rooms: Rooms, signal: AbortSignal): Promise<boolean> {
  try {
    return await advance(row, rooms, signal);
  } catch (error) {
    if (signal.aborted || isOfStore(error)) throw error;
    if (isUnsayable(error) && !row.transaction) await fail(row, error.message, rooms);
    else await putOff(row, messageOf(error), troubleSeconds, rooms);
    return true;
  }
}

function isOfStore(error: unknown): boolean {
  return error instanceof SkepError && error.code.startsWith("store_");
}

/** Whether the chain room itself says that such a transaction can never be: no node's mood has a part in that. */
function isUnsayable(error: unknown): error is SkepError {
  return error instanceof SkepError && error.code === "chain_rejected" && !(error instanceof RpcError);
}

/**
 * One step: planned → signed, signed → sent, or sent once more. Calling it again after a crash at any line is safe: the
 * bytes are durable before the first broadcast, and the same bytes can land only once. `false`: nothing was done, since
 * its account wrote something in this very block.
 */
export async function advance(row: OutboxRow, rooms: Rooms, signal: AbortSignal): Promise<boolean> {
  // Its agent was live when it decided, and is not in this life: nothing of it may be sent, nothing is lost either.
  if (row.live && !rooms.isLive(row.agent)) await putOff(row, `${row.agent} is not live now`, notLiveSeconds, rooms);
  else if (row.transaction) await broadcastAgain(row, row.transaction, rooms, signal);
  else return sign(row, rooms, signal);
  return true;
}

async function sign(row: OutboxRow, rooms: Rooms, signal: AbortSignal): Promise<boolean> {
  const seconds = (await intervalLeft(row, rooms, signal)) / 1_000;
  if (seconds > obstacleSeconds) {
    await putOff(row, "the account's last root post was less than five minutes ago", seconds, rooms);
    return true;
  }
  if (seconds > 0) return false; // the next block will do
  const obstacle = await findObstacle(row, rooms, signal);
  if (obstacle) {
    if (obstacle.isFinal) await lapse(row, obstacle.because, rooms);
    else await putOff(row, obstacle.because, obstacleSeconds, rooms);
    return true;
  }
  const transaction = await rooms.writerFor(row.live).sign(row.account, operationsOf(row), signal);
  if (!(await rooms.store.send.markSigned(row.id, transaction))) return true;
  rooms.journal({ fact: "transaction-signed", ...refOf(row), transactionId: transaction.id });
  await broadcast({ ...row, state: "signed", transaction }, transaction, rooms, signal);
  return true;
}

/** Milliseconds of chain time until the chain's reply intervals let this row pass; over all agents of its account. */
async function intervalLeft(row: OutboxRow, { store, reader }: Rooms, signal: AbortSignal): Promise<number> {
  const kinds = operationsOf(row).map(capabilityOf);
  const isRoot = kinds.includes("post");
  if (!row.live || (!isRoot && !kinds.includes("reply") && !kinds.includes("thread"))) return 0;
  const said = await store.send.readLastSaid(row.account);
  if (!said.any) return 0;
  const { headTime } = await reader.properties(signal);
  return tooSoonBy(isRoot, said, headTime);
}

/** Who asked to be left alone meanwhile is: the bytes are kept back until they have expired, and then never signed anew. */
async function broadcastAgain(
  row: OutboxRow,
  transaction: StoredTransaction,
  rooms: Rooms,
  signal: AbortSignal,
): Promise<void> {
  const refusal = await contactRefusal(row, rooms);
  if (refusal === undefined) await broadcast(row, transaction, rooms, signal);
  else await putOff(row, refusal, expiredSeconds, rooms);
}

async function broadcast(
  row: OutboxRow,
  transaction: StoredTransaction,
  rooms: Rooms,
  signal: AbortSignal,
): Promise<void> {
  const outcome = await rooms.writerFor(row.live).broadcast(transaction, signal);
  await note(row, transaction, await withCreditsAwaited(outcome, row.account, rooms, signal), rooms);
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
      await store.send.markSent(row.id, transactionId, inSeconds(againSeconds, rooms));
      if (row.state === "signed") journal({ fact: "transaction-sent", ...refOf(row), transactionId });
      return;
    case "recorded":
      await store.send.markRecorded(row.id, transactionId, clock.now());
      journal({ fact: "transaction-recorded", ...refOf(row), transactionId });
      return;
    case "rejected":
      if (row.state === "sent") return putOff(row, result.because, doubtSeconds, rooms);
      return fail(row, result.because, rooms);
    case "deferred":
      return putOff(row, result.because, result.seconds, rooms);
    case "expired":
      // Whether it is in a block already is for the listen loop to see: it plans it again once that is settled.
      await store.send.markSent(row.id, transactionId, inSeconds(expiredSeconds, rooms));
  }
}

/** The chain's no is final. When it says so again and again, the agent does something wrong that nobody has noticed. */
async function fail(row: OutboxRow, because: string, { store, clock, journal }: Rooms): Promise<void> {
  const now = clock.now();
  const refusals = await store.send.markFailed(row.id, because, now);
  journal({ fact: "transaction-failed", ...refOf(row), because });
  if (refusals < refusalsBeforePause) return;
  const reason = `the chain refused ${refusals} transactions in a row, the last one because: ${because}`;
  if (await store.switches.pause(row.agent, reason, now))
    journal({ fact: "agent-paused", agent: row.agent, because: reason });
}

async function lapse(row: OutboxRow, because: string, { store, journal }: Rooms): Promise<void> {
  await store.send.markLapsed(row.id, because);
  journal({ fact: "transaction-lapsed", ...refOf(row), because });
}

/** Not now. What a node has taken is only sent again later: its bytes may land meanwhile. */
async function putOff(row: OutboxRow, because: string, seconds: number, rooms: Rooms): Promise<void> {
  const later = inSeconds(seconds, rooms);
  if (row.state === "sent" && row.transaction) {
    await rooms.store.send.markSent(row.id, row.transaction.id, later);
    return;
  }
  await rooms.store.send.defer(row.id, because, later);
  rooms.journal({ fact: "transaction-deferred", ...refOf(row), because });
}

function inSeconds(seconds: number, { clock }: Rooms): Date {
  return new Date(clock.now().getTime() + seconds * 1_000);
}

/** Rows that ended well leave a memory. A dry run's do not: nobody was told what they say. */
async function settleAll({ store, memory, journal }: Rooms): Promise<void> {
  for (const row of await store.send.readUnsettled()) {
    const leaving = row.receipt ? reviveLeaving(row.memory) : undefined;
    const keepsake = leaving && (await memory.keepsake(leaving));
    if (!(await store.send.settle(row.id, keepsake)) || !row.receipt) continue;
    journal({
      fact: "transaction-confirmed",
      ...refOf(row),
      transactionId: row.receipt.transactionId,
      block: row.receipt.block,
    });
  }
}

function refOf(row: OutboxRow): RowRef {
  return { outboxId: row.id, jobId: row.jobId, agent: row.agent, subject: row.subject };
}
