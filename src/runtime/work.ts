import { RpcError } from "../chain/rpc-error.ts";
import { messageOf, SkepError } from "../shared/errors.ts";
import type { ClaimedJob } from "../store/work-store.ts";
import type { Bell } from "./bell.ts";
import { decide } from "./decide.ts";
import { createHands } from "./hands.ts";
import { holdJob, leaseUntil, renewalMilliseconds } from "./lease.ts";
import { refOf } from "./material.ts";
import type { Rooms, StopSignals } from "./rooms.ts";

const idleMilliseconds = 1_000;
/** A job that failed this often, for reasons of its own, is set aside for the operator. */
const failuresBeforeParked = 8;
/** A job in whose hands the process ended this often is more likely to end it again than to be done. */
const interruptionsBeforeParked = 25;
const longestPauseSeconds = 300;
/** Nodes are asked about as often as at the head, so that answers go on soon after their trouble ends. */
const longestChainPauseSeconds = 4;

/**
 * Takes job after job from question to recorded verdict, as many side by side as the models have room for, each under a
 * lease of its own. Nothing here touches the chain. Rejects with the first failure, once nothing is in hand any more.
 */
export async function work(
  rooms: Rooms,
  bells: { readonly work: Bell; readonly send: Bell },
  stop: StopSignals,
): Promise<void> {
  const hands = createHands(rooms, () => bells.work.ring());
  const failure = new AbortController();
  const drain = AbortSignal.any([stop.drain, failure.signal]);
  const abort = AbortSignal.any([stop.abort, failure.signal]);
  const takeUp = async (job: ClaimedJob): Promise<void> => {
    try {
      await workJob(job, rooms, abort);
      bells.send.ring();
    } catch (error) {
      failure.abort(error); // the first one counts: the others are dropped for its sake
    }
  };
  while (!drain.aborted) {
    const job = await claimNext(hands.free(), rooms).catch((error: unknown) => failure.abort(error));
    if (job) hands.hold(job.agent, takeUp(job));
    else await bells.work.wait(idleMilliseconds, drain);
  }
  await hands.empty();
  failure.signal.throwIfAborted();
}

async function claimNext(agents: readonly string[], rooms: Rooms): Promise<ClaimedJob | undefined> {
  if (agents.length === 0) return undefined;
  return await rooms.store.work.claim({ agents, now: rooms.clock.now(), leaseUntil: leaseUntil(rooms) });
}

/**
 * One job, whatever comes of it: decided, ended without a decision, put back for later or set aside. Its lease is renewed
 * every so many milliseconds, as long as that takes.
 */
export async function workJob(
  job: ClaimedJob,
  rooms: Rooms,
  signal: AbortSignal,
  renewEvery = renewalMilliseconds,
): Promise<void> {
  const agent = rooms.agents.find(({ name }) => name === job.agent);
  if (!agent) return;
  await using held = holdJob(job, rooms, signal, renewEvery);
  try {
    if (job.interruptions > interruptionsBeforeParked)
      throw new SkepError("config_invalid", `the process ended ${job.interruptions} times with it in hand`);
    await decide(job, agent, rooms, held.signal);
  } catch (error) {
    if (signal.aborted) throw error;
    if (held.isLost) return; // whoever has it now goes on with it
    await putBack(job, held.signal.aborted ? held.signal.reason : error, rooms);
  }
}

async function putBack(job: ClaimedJob, error: unknown, { store, clock, journal }: Rooms): Promise<void> {
  const code = error instanceof SkepError ? error.code : undefined;
  if (code === "store_corrupt" || code === "store_unavailable") throw error;
  const because = messageOf(error);
  // Nodes and engines come back: their failures are waited out, until the job is stale.
  const isPassing = code === "chain_unreachable" || code === "model_unavailable" || error instanceof RpcError;
  const isHopeless = code === "model_output_invalid" || code === "config_invalid";
  const failures = job.failures + (isPassing ? 0 : 1);
  if (isHopeless || failures >= failuresBeforeParked) {
    await store.work.park(job, because);
    journal({ fact: "job-parked", ...refOf(job), because });
    return;
  }
  const longest = code === "chain_unreachable" ? longestChainPauseSeconds : longestPauseSeconds;
  const seconds = Math.min(2 ** Math.min(job.attempts, 10), longest);
  const notBefore = new Date(clock.now().getTime() + seconds * 1_000);
  await (isPassing ? store.work.retry(job, because, notBefore) : store.work.fail(job, because, notBefore));
  journal({ fact: "job-postponed", ...refOf(job), because: `${because} (again in ${seconds} s)` });
}
