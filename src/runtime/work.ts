import { RpcError } from "../chain/rpc-error.ts";
import { messageOf, SkepError } from "../shared/errors.ts";
import type { ClaimedJob } from "../store/work-store.ts";
import type { Bell } from "./bell.ts";
import { decide } from "./decide.ts";
import { refOf } from "./material.ts";
import type { Rooms, StopSignals } from "./rooms.ts";

const leaseMilliseconds = 30 * 60_000;
const idleMilliseconds = 1_000;
/** A job that failed this often, for reasons of its own, is set aside for the operator. */
const failuresBeforeParked = 8;
/** Whatever the reason, a job that was begun this often is more likely to hurt the process than to end. */
const claimsBeforeParked = 200;
const longestPauseSeconds = 300;

/** Takes job after job from question to recorded verdict. Nothing here touches the chain. */
export async function work(
  rooms: Rooms,
  bells: { readonly work: Bell; readonly send: Bell },
  stop: StopSignals,
): Promise<void> {
  const names = rooms.agents.map(({ name }) => name);
  while (!stop.drain.aborted) {
    const now = rooms.clock.now();
    const job = await rooms.store.work.claim({
      agents: names,
      now,
      leaseUntil: new Date(now.getTime() + leaseMilliseconds),
    });
    if (!job) {
      await bells.work.wait(idleMilliseconds, stop.drain);
      continue;
    }
    await workJob(job, rooms, stop.abort);
    bells.send.ring();
  }
}

/** One job, whatever comes of it: decided, ended without a decision, put back for later or set aside. */
export async function workJob(job: ClaimedJob, rooms: Rooms, signal: AbortSignal): Promise<void> {
  const agent = rooms.agents.find(({ name }) => name === job.agent);
  if (!agent) return;
  try {
    if (job.attempts > claimsBeforeParked)
      throw new SkepError("config_invalid", `it was begun ${job.attempts} times and never ended`);
    await decide(job, agent, rooms, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    await putBack(job, error, rooms);
  }
}

async function putBack(job: ClaimedJob, error: unknown, { store, clock, journal }: Rooms): Promise<void> {
  if (error instanceof SkepError && error.code === "store_corrupt") throw error;
  const because = messageOf(error);
  const code = error instanceof SkepError ? error.code : undefined;
  // Nodes and engines come back: their failures are waited out, until the job is stale.
  const isPassing = code === "chain_unreachable" || code === "model_unavailable" || error instanceof RpcError;
  const isHopeless = code === "model_output_invalid" || code === "config_invalid";
  if (isHopeless || (!isPassing && job.attempts >= failuresBeforeParked)) {
    await store.work.park(job, because);
    journal({ fact: "job-parked", ...refOf(job), because });
    return;
  }
  const seconds = Math.min(2 ** Math.min(job.attempts, 10), longestPauseSeconds);
  await store.work.retry(job, because, new Date(clock.now().getTime() + seconds * 1_000));
  journal({ fact: "job-postponed", ...refOf(job), because: `${because} (again in ${seconds} s)` });
}
