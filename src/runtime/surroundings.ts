import type { Agent } from "../agent/agent.ts";
import { mentionsOf } from "../chain/mention-rule.ts";
import { reviveLeaving } from "../memory/leaving.ts";
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
  // Whom a cited post names may be named too, and in its own writing.
  const cited = entries.flatMap(({ headline, quote }) => [headline, quote]);
  const people = [job.person, ...entries.map(({ author }) => author), ...mentionsOf(cited.join("\n"))];
  return {
    ...surroundingsOf(agent, people),
    sources: [...sections.map(({ text }) => text), ...cited],
    lastSaid: rows
      .filter((row) => row.agent === agent.name)
      .flatMap((row) => reviveLeaving(row.memory)?.answered ?? []),
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
