import type { Agent } from "../agent/agent.ts";
import { decisionSchema, type Decision } from "../decision/decision.ts";
import type { ClaimedJob } from "../store/work-store.ts";
import { acknowledge, contactRefusal, isLastWord } from "./acknowledge.ts";
import { gatherDigest } from "./gather-digest.ts";
import { gatherPost } from "./gather-post.ts";
import { endJob } from "./end-job.ts";
import { EndOfJob, type Material } from "./material.ts";
import { mayAt } from "./may-at.ts";
import type { Rooms } from "./rooms.ts";
import { takeTurn } from "./turn.ts";
import { endBeforehand, endByBudgets, judgeAndRecord } from "./verdict.ts";
import { writeDigest } from "./write-digest.ts";

/** What a slot is about before anything was gathered. */
const nobody = { depth: 0, isPaidOut: false };

/** Gathers, asks the model and has its decision judged and recorded; or ends the job before that, with the reason. */
export async function decide(job: ClaimedJob, agent: Agent, rooms: Rooms, signal: AbortSignal): Promise<void> {
  const end = await endAtOnce(job, agent, rooms);
  if (end) return endJob(job, end.end, end.because, rooms);
  if (isLastWord(job)) return acknowledge(job, agent, rooms, signal);
  // Gathering a digest is the costly part, so a slot is judged before it; of an event only its post tells enough.
  const isSlot = job.trigger === "schedule";
  if (isSlot && (await endBeforehand(job, agent, nobody, rooms, signal))) return;
  if (!isSlot && (await endByBudgets(job, agent, rooms))) return;
  const gather = isSlot ? gatherDigest : gatherPost;
  const material = await gather(job, agent, rooms, signal);
  if (material instanceof EndOfJob) return endJob(job, material.end, material.because, rooms);
  if (!isSlot && (await endBeforehand(job, agent, material, rooms, signal))) return;
  const ask = material.entries.length > 0 ? writeDigest : askForDecision;
  await judgeAndRecord(job, agent, material, await ask(job, agent, material, rooms, signal), rooms, signal);
}

/** Why nothing is to be read or asked for this job, as far as the job itself and our own tables tell. */
async function endAtOnce(job: ClaimedJob, agent: Agent, rooms: Rooms): Promise<EndOfJob | undefined> {
  const age = rooms.clock.now().getTime() - job.happenedAt.getTime();
  if (age > agent.maxAge) return new EndOfJob("stale", staleBecause(age, job));
  const refusal = await contactRefusal(job, rooms);
  if (refusal !== undefined) return new EndOfJob("gated", refusal);
  const hasNoPost = job.trigger !== "schedule" && job.subject === job.eventId;
  return hasNoPost ? new EndOfJob("gated", "may: there is no post to answer") : undefined;
}

async function askForDecision(
  job: ClaimedJob,
  agent: Agent,
  material: Material,
  rooms: Rooms,
  signal: AbortSignal,
): Promise<Decision> {
  const { sections } = material;
  const remembers = agent.memory.facts && material.asked !== undefined;
  const schema = decisionSchema(mayAt(job, agent), { remembers });
  return takeTurn(job, agent, { step: "decide", system: agent.prompt, sections, schema }, rooms, signal);
}

/** What kept a job waiting until it was too old is said along: nodes that were down, say. */
function staleBecause(age: number, { lastTrouble = "" }: ClaimedJob): string {
  const old = `it is ${Math.round(age / 60_000)} minutes old`;
  return lastTrouble === "" ? old : `${old}; it had to wait because: ${lastTrouble}`;
}
