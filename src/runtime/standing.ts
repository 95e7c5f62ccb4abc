import type { Agent } from "../agent/agent.ts";
import { headStartOf } from "../policy/head-start.ts";
import type { PersonFacts } from "../policy/person-gates.ts";
import type { NewJob } from "../store/listen-store.ts";
import type { Rooms } from "./rooms.ts";

/** What is known of somebody is read anew after a day. */
const staleMilliseconds = 24 * 3_600_000;

function hasPriority({ priority }: Agent): boolean {
  return priority.follows + priority.reputation + priority.hivePower > 0;
}

/**
 * Keeps what an agent's queue goes by for the next time that somebody asks, once a day: what the gates have read anyway, and
 * what only the queue wants to know. Reads nothing for an agent whose file gives nobody a head start.
 */
export async function noteStanding(
  agent: Agent,
  { person, ...facts }: PersonFacts,
  { agents, store, reader, clock }: Pick<Rooms, "agents" | "store" | "reader" | "clock">,
  signal: AbortSignal,
): Promise<void> {
  if (!hasPriority(agent)) return;
  const now = clock.now();
  const known = (await store.people.readStandings([person])).get(person);
  if (known && now.getTime() - known.at.getTime() < staleMilliseconds) return;
  const reputation = facts.reputation ?? (await reader.readProfile(person, signal))?.reputation;
  const hivePower = facts.hivePower ?? (await reader.readHivePower(person, signal));
  const accounts = [...new Set(agents.map(({ account }) => account))];
  const relations = await Promise.all(accounts.map((account) => reader.readRelationship(account, person, signal)));
  const followedBy = accounts.filter((_, index) => relations[index]?.follows === true);
  await store.people.noteStanding(person, { reputation, hivePower, followedBy }, now);
}

/** Gives each job the head start of its person, by what is known: nothing is asked of a node for that. */
export async function withHeadStarts(
  jobs: readonly NewJob[],
  { agents, store }: Pick<Rooms, "agents" | "store">,
): Promise<readonly NewJob[]> {
  const generous = new Map(agents.filter(hasPriority).map((agent) => [agent.name, agent]));
  const people = jobs.filter(({ agent }) => generous.has(agent)).map(({ person }) => person);
  if (people.length === 0) return jobs;
  const standings = await store.people.readStandings([...new Set(people)]);
  return jobs.map((job) => {
    const agent = generous.get(job.agent);
    const headStart = agent ? headStartOf(agent.priority, agent.account, standings.get(job.person)) : 0;
    return headStart > 0 ? { ...job, headStart } : job;
  });
}
