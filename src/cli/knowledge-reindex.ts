import { createChainReader } from "../chain/node-reader.ts";
import { createRpcClient } from "../chain/rpc-client.ts";
import type { Config } from "../config/config.ts";
import type { Desk } from "../knowledge/desk.ts";
import { openDocumentReader } from "../knowledge/document-reader.ts";
import { learnFiles, type LearnProgress } from "../knowledge/learn-files.ts";
import { learnPosts } from "../knowledge/learn-posts.ts";
import { postSources, type Student } from "../knowledge/source.ts";
import { openEmbedder } from "../runtime/open-embedder.ts";
import { openModels } from "../runtime/open-models.ts";
import { studentOf } from "../runtime/student-of.ts";
import { systemClock } from "../shared/clock.ts";
import type { DocumentView } from "../store/knowledge-store.ts";
import type { Store } from "../store/store.ts";
import { bottomLine, type BottomLine } from "./bottom-line.ts";
import type { Project } from "./load-project.ts";
import { openLog } from "./open-log.ts";
import { printable } from "./printable.ts";
import { stopSignals } from "./stop-signals.ts";
import { unlockKeys } from "./unlock-keys.ts";

const width = 24;

/** Learns everything that these agents are to know once more, with a bar on a terminal. Answers what they know then. */
export async function reindex({ config, agents }: Project, store: Store): Promise<readonly DocumentView[]> {
  const learners = agents.filter(({ knowledge }) => knowledge.length > 0);
  if (learners.length === 0) return [];
  using bottom = bottomLine(process.stderr);
  const log = openLog("warn", bottom);
  using stop = stopSignals((text) => log.warn(text));
  const signal = stop.drain;
  const keys = await unlockKeys(config, []);
  await using models = await openModels(new Set(learners.map(({ model }) => model.use)), config, { keys, log, signal });
  await using opened = await openEmbedder(config, { log, signal });
  await using reader = openDocumentReader();
  const { embedder } = opened;
  const desk: Desk = { store: store.knowledge, embedder, reader, clock: systemClock, log, anew: true };
  const students = learners.flatMap((agent) => {
    const model = models.byName.get(agent.model.use);
    return model ? [studentOf(agent, model)] : [];
  });
  for (const student of students) {
    await learnFiles(student, config.projectDir, desk, signal, (progress) => show(bottom, student, progress));
    if (postSources(student.sources).length > 0) await learnPosts(student, chainOf(config), desk, signal);
  }
  const known = await Promise.all(students.map((student) => store.knowledge.readDocuments(student.agent)));
  return known.flat();
}

function chainOf({ nodes, chainId }: Config): ReturnType<typeof createChainReader> {
  return createChainReader(createRpcClient({ nodes, chainId }));
}

function show(bottom: BottomLine, { agent }: Student, { done, of, source }: LearnProgress): void {
  const filled = Math.round((done / of) * width);
  const bar = `${"█".repeat(filled)}${"░".repeat(width - filled)}`;
  bottom.show(`${agent} ${bar} ${done} of ${of} ${printable(source)}`);
}
