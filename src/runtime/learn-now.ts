import type { Agent } from "../agent/agent.ts";
import { openDocumentReader } from "../knowledge/document-reader.ts";
import { learnFiles } from "../knowledge/learn-files.ts";
import { ngramEmbedder } from "../search/ngram-embedder.ts";
import { systemClock } from "../shared/clock.ts";
import type { Log } from "../shared/log.ts";
import type { Rooms } from "./rooms.ts";
import { studentOf } from "./student-of.ts";

/**
 * Has agents learn their files (not posts: there may be no chain) into a store of one's own, for a dry look at what they
 * would do. Throws as the store does, and the signal's reason when aborted.
 */
export async function learnNow(
  agents: readonly Agent[],
  { store, modelOf }: Pick<Rooms, "store" | "modelOf">,
  root: string,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const learners = agents.filter(({ knowledge }) => knowledge.length > 0);
  if (learners.length === 0) return;
  await using reader = openDocumentReader();
  const desk = { store: store.knowledge, embedder: ngramEmbedder, reader, clock: systemClock, log };
  for (const agent of learners) await learnFiles(studentOf(agent, modelOf(agent)), root, desk, signal);
}
