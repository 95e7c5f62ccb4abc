import type { Agent } from "../agent/agent.ts";
import { plainDigest } from "../action/digest.ts";
import { decisionSchema } from "../decision/decision.ts";
import { SkepError } from "../shared/errors.ts";
import type { ClaimedJob } from "../store/work-store.ts";
import { gatherDigest } from "./gather-digest.ts";
import { gatherPost } from "./gather-post.ts";
import { EndOfJob, refOf, type Gathered } from "./material.ts";
import { mayAt } from "./may-at.ts";
import type { Rooms } from "./rooms.ts";
import { takeTurn } from "./turn.ts";
import { endBeforehand, judgeAndRecord } from "./verdict.ts";

/** What a slot is about before anything was gathered. */
const nobody = { depth: 0, isPaidOut: false };

/** Gathers, asks the model and has its decision judged and recorded; or ends the job before that, with the reason. */
export async function decide(job: ClaimedJob, agent: Agent, rooms: Rooms, signal: AbortSignal): Promise<void> {
  if (job.trigger === "schedule" && (await endBeforehand(job, agent, nobody, rooms, signal))) return;
  const material = await gather(job, agent, rooms, signal);
  if (material instanceof EndOfJob) {
    await rooms.store.work.finish(job, material.end, material.because);
    rooms.journal({ fact: "job-ended", ...refOf(job), end: material.end, because: material.because });
    return;
  }
  const { sections } = material;
  if (await endBeforehand(job, agent, material, rooms, signal)) return;
  const turn = { step: "decide", system: agent.prompt, sections, schema: decisionSchema(mayAt(job, agent)) };
  const decision = await takeTurn(job, agent, turn, rooms, signal).catch((error: unknown) => {
    // What was read must not be lost to one bad turn: the posts then speak for themselves.
    if (material.entries.length > 0 && error instanceof SkepError && error.code === "model_output_invalid")
      return plainDigest(material.entries);
    throw error;
  });
  await judgeAndRecord(job, agent, material, decision, rooms, signal);
}

async function gather(job: ClaimedJob, agent: Agent, rooms: Rooms, signal: AbortSignal): Promise<Gathered> {
  const age = rooms.clock.now().getTime() - job.happenedAt.getTime();
  if (age > agent.maxAge) return new EndOfJob("stale", `it is ${Math.round(age / 60_000)} minutes old`);
  return job.trigger === "schedule" ? gatherDigest(job, agent, rooms, signal) : gatherPost(job, agent, rooms, signal);
}
