import type { Agent } from "../agent/agent.ts";
import type { Post } from "../chain/post.ts";
import type { GateReport } from "../policy/gate-report.ts";
import { askPersonGates } from "../policy/person-gates.ts";
import { askPostGates } from "../policy/post-gates.ts";
import { SkepError } from "../shared/errors.ts";
import type { ClaimedJob } from "../store/work-store.ts";
import { EndOfJob } from "./material.ts";
import { readPersonFacts } from "./person-facts.ts";
import type { Rooms } from "./rooms.ts";
import { noteStanding } from "./standing.ts";

/**
 * Asks every gate of an agent whether a post may have the model's time, and records what each said. The cheap ones come
 * first: nothing is read about a person whose post is refused as it stands. Throws `chain_unreachable` while something that
 * a gate looks at is not to be read: the job is put off, for that is neither a yes nor a no.
 */
export async function askGates(
  job: ClaimedJob,
  agent: Agent,
  post: Post,
  rooms: Rooms,
  signal: AbortSignal,
): Promise<EndOfJob | undefined> {
  const { author, body, isHidden, payout, votes, metadata } = post;
  const ownAccounts = rooms.agents.map(({ account }) => account);
  const ofPost = askPostGates(agent.gates, { author, body, isHidden, payout, votes, ...metadata, ownAccounts });
  const reports = [...ofPost, ...(ofPost.some(isRefusal) ? [] : await ofPerson(post, agent, rooms, signal))];
  await rooms.store.work.recordGates(job, JSON.stringify(reports));
  const refused = reports.find(isRefusal);
  if (refused) return new EndOfJob("gated", `${refused.gate}: ${refused.because}`);
  const unknown = reports.find(({ outcome }) => outcome === "unknown");
  if (unknown) throw new SkepError("chain_unreachable", `${unknown.gate}: ${unknown.because}`);
  return undefined;
}

async function ofPerson(post: Post, agent: Agent, rooms: Rooms, signal: AbortSignal): Promise<readonly GateReport[]> {
  const facts = await readPersonFacts(post, agent, rooms, signal);
  await noteStanding(agent, facts, rooms, signal);
  return askPersonGates(agent.gates, facts);
}

function isRefusal({ outcome }: GateReport): boolean {
  return outcome === "refused";
}
