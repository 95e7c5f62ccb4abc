import type { Agent } from "../agent/agent.ts";
import { reviveMemory } from "../memory/memory.ts";
import type { Surroundings } from "../policy/word-rules.ts";
import type { ClaimedJob } from "../store/work-store.ts";
import type { Material } from "./material.ts";
import type { Rooms } from "./rooms.ts";

/** So many rows back the agent's own replies are looked for. */
const rowsBack = 50;

/** What the words of a decision are measured by: what was shown to the model, who asked, and what was said lately. */
export async function readSurroundings(
  job: ClaimedJob,
  agent: Agent,
  { sections, entries }: Pick<Material, "sections" | "entries">,
  { store }: Pick<Rooms, "store">,
): Promise<Surroundings> {
  const rows = await store.views.readOutbox({ limit: rowsBack });
  return {
    ...surroundingsOf(agent, [job.person, ...entries.map(({ author }) => author)]),
    sources: sections.map(({ text }) => text),
    lastSaid: rows.filter((row) => row.agent === agent.name).flatMap((row) => reviveMemory(row.memory)?.answered ?? []),
  };
}

/** The part that the agent's file alone decides, for words about these people. */
export function surroundingsOf(agent: Agent, people: readonly string[]): Omit<Surroundings, "sources"> {
  return {
    linkHosts: agent.links,
    mayMention: [agent.account, ...people],
    prompts: [agent.prompt, ...(agent.each === undefined ? [] : [agent.each])],
    lastSaid: [],
  };
}
