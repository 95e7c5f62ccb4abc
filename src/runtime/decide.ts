import type { Agent } from "../agent/agent.ts";
import { plainDigest } from "../action/digest.ts";
import { decisionSchema } from "../decision/decision.ts";
import { SkepError } from "../shared/errors.ts";
import type { ClaimedJob } from "../store/work-store.ts";
import { gatherDigest } from "./gather-digest.ts";
import { gatherPost } from "./gather-post.ts";
import { endJob } from "./end-job.ts";
import { EndOfJob } from "./material.ts";
import { mayAt } from "./may-at.ts";
import type { Rooms } from "./rooms.ts";
import { takeTurn } from "./turn.ts";
import { endBeforehand, judgeAndRecord } from "./verdict.ts";

/** What a slot is about before anything was gathered. */
const nobody = { depth: 0, isPaidOut: false };

/** Gathers, asks the model and has its decision judged and recorded; or ends the job before that, with the reason. */
export async function decide(job: ClaimedJob, agent: Agent, rooms: Rooms, signal: AbortSignal): Promise<void> {
  const age = rooms.clock.now().getTime() - job.happenedAt.getTime();
  if (age > agent.maxAge) return endJob(job, "stale", `it is ${Math.round(age / 60_000)} minutes old`, rooms);
  // Gathering a digest is the costly part, so a slot is judged before it; of an event only its post tells enough.
  const isSlot = job.trigger === "schedule";
  if (isSlot && (await endBeforehand(job, agent, nobody, rooms, signal))) return;
  if (!isSlot && job.subject === job.eventId) return endJob(job, "gated", "may: there is no post to answer", rooms);
  const gather = isSlot ? gatherDigest : gatherPost;
  const material = await gather(job, agent, rooms, signal);
  if (material instanceof EndOfJob) return endJob(job, material.end, material.because, rooms);
  if (!isSlot && (await endBeforehand(job, agent, material, rooms, signal))) return;
  const { sections } = material;
  const turn = { step: "decide", system: agent.prompt, sections, schema: decisionSchema(mayAt(job, agent)) };
  const decision = await takeTurn(job, agent, turn, rooms, signal).catch((error: unknown) => {
    // What was read must not be lost to one bad turn: the posts then speak for themselves.
    if (material.entries.length > 0 && error instanceof SkepError && error.code === "model_output_invalid")
      return plainDigest(material.entries);
    throw error;
  });
  await judgeAndRecord(job, agent, material, decision, rooms, signal);
}
