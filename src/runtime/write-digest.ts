import type { Agent } from "../agent/agent.ts";
import { plainDigest } from "../action/digest.ts";
import { decisionSchema, wanted, type Decision } from "../decision/decision.ts";
import { openingFault, supportedOpening } from "../policy/opening-rules.ts";
import { SkepError } from "../shared/errors.ts";
import type { ClaimedJob } from "../store/work-store.ts";
import type { Material } from "./material.ts";
import { mayAt } from "./may-at.ts";
import type { Rooms } from "./rooms.ts";
import { readSurroundings } from "./surroundings.ts";
import { takeTurn } from "./turn.ts";

/**
 * Title and opening of a digest, by the model; they are held against the posts as they were read. Where no answer will do,
 * the headlines speak: what was read must not be lost to one bad turn.
 */
export async function writeDigest(
  job: ClaimedJob,
  agent: Agent,
  material: Material,
  rooms: Rooms,
  signal: AbortSignal,
): Promise<Decision> {
  const { sections, entries } = material;
  const surroundings = await readSurroundings(job, agent, material, rooms);
  const told = entries.flatMap(({ author, headline, quote, summary, keyPoints, topic }) => [
    author,
    headline,
    quote,
    summary,
    ...keyPoints,
    topic,
  ]);
  const source = [agent.prompt, ...sections.map(({ text }) => text), ...told, String(entries.length)].join("\n");
  const may = mayAt(job, agent);
  // Whether there is something to tell is settled by now: posts were read that can be cited.
  const complain = (decision: Decision): string | undefined =>
    wanted(decision).length === 0 ? "there are posts to tell of" : openingFault(decision, source, surroundings);
  const turn = { step: "decide", system: agent.prompt, sections, schema: decisionSchema(may), complain };
  try {
    return supportedOpening(await takeTurn(job, agent, turn, rooms, signal), source);
  } catch (error) {
    if (error instanceof SkepError && error.code === "model_output_invalid") return plainDigest(entries, may);
    throw error;
  }
}
