import type { Agent } from "../agent/agent.ts";
import type { Post } from "../chain/post.ts";
import { cleanText } from "../context/clean-text.ts";
import type { RankedSection } from "../context/fit.ts";
import { factSection, knowledgeSection, memorySection, postSection, questionSection } from "../context/sections.ts";
import { sourceLabel } from "../knowledge/source-label.ts";
import type { Recalled } from "../memory/memory.ts";
import { threadOf, turnsOn } from "../policy/turns.ts";
import type { Chunk } from "../store/knowledge-store.ts";
import type { ClaimedJob } from "../store/work-store.ts";
import { askGates } from "./ask-gates.ts";
import { findSubject } from "./find-subject.ts";
import { EndOfJob, type Gathered } from "./material.ts";
import { unaskedTriggers } from "./may-at.ts";
import type { Rooms } from "./rooms.ts";

/** Of a long question, what is looked for in the knowledge: its beginning, in characters. */
const longestWanted = 2_000;

/** Reads the post that an event is about, its thread and what is remembered of its author; asks the gates. */
export async function gatherPost(job: ClaimedJob, agent: Agent, rooms: Rooms, signal: AbortSignal): Promise<Gathered> {
  const post = await findSubject(job, rooms, signal);
  if (post instanceof EndOfJob) return post;
  const end = endBecauseOf(post, job, agent) ?? (await askGates(job, agent, post, rooms, signal));
  if (end) return end;

  const { author, permlink } = post;
  const common = {
    post: { author, permlink },
    depth: post.depth,
    isPaidOut: post.isPaidOut,
    createdAt: post.createdAt,
    thread: `${author}/${permlink}`,
    category: post.category,
    entries: [],
  };
  if (unaskedTriggers.has(job.trigger)) return { ...common, sections: [{ ...postSection(post), rank: 0 }] };

  const thread = await rooms.reader.readThread(author, permlink, signal);
  const under = threadOf(thread) || common.thread;
  const question = cleanText(post.body);
  const about = { agent: agent.name, person: author, thread: under, question, limit: agent.sees.memories };
  const [memories, pieces] = await Promise.all([
    rooms.memory.recall({ ...about, now: rooms.clock.now() }, signal),
    knownPieces(agent, question, rooms, signal),
  ]);
  return {
    ...common,
    thread: under,
    turns: turnsOn(thread, agent.account),
    sections: [
      ...threadSections(thread.slice(0, -1), agent.sees.thread),
      ...knowledgeSections(pieces),
      ...memorySections(memories),
      { ...questionSection(post), rank: 0, isQuestion: true },
    ],
    asked: {
      text: question,
      thread: under,
      recalled: [...memories.exchanges, ...memories.facts].map(({ id }) => id),
    },
  };
}

async function knownPieces(
  agent: Agent,
  question: string,
  { knowledge }: Rooms,
  signal: AbortSignal,
): Promise<readonly Chunk[]> {
  if (agent.knowledge.length === 0) return [];
  const wanted = { agent: agent.name, question: question.slice(0, longestWanted), limit: agent.sees.knowledge };
  return await knowledge.find(wanted, signal);
}

/** The best stands next to what is asked; what fits the question least goes first, and before any memory. */
function knowledgeSections(pieces: readonly Chunk[]): RankedSection[] {
  return pieces
    .map((piece, place) => ({
      ...knowledgeSection({ ...piece, source: sourceLabel(piece.source) }),
      rank: 100 + place,
    }))
    .toReversed();
}

/** Oldest first, so that the newest stands next to the question; what fits the question least goes first. */
function memorySections({ exchanges, facts }: Recalled): RankedSection[] {
  const ranked = [
    ...facts.map((memory, place) => ({ memory, section: factSection(memory), rank: 30 + place })),
    ...exchanges.map((memory, place) => ({ memory, section: memorySection(memory), rank: 20 + place })),
  ];
  return ranked
    .toSorted((a, b) => a.memory.at.getTime() - b.memory.at.getTime() || a.memory.id - b.memory.id)
    .map(({ section, rank }) => ({ ...section, rank }));
}

function endBecauseOf(post: Post, job: ClaimedJob, agent: Agent): EndOfJob | undefined {
  // The event may be an edit: it makes no news of an old post.
  const age = job.happenedAt.getTime() - post.createdAt.getTime();
  return age > agent.maxAge ? new EndOfJob("stale", "an edit of a post that is older than maxAge") : undefined;
}

/** The root and the newest of the replies above the question. The oldest replies go first when room is short. */
function threadSections(above: readonly Post[], limit: number): RankedSection[] {
  const [root, ...replies] = above;
  if (!root || limit === 0) return [];
  const newest = limit > 1 ? replies.slice(-(limit - 1)) : [];
  return [
    { ...postSection(root), rank: 0 },
    ...newest.map((post, index) => ({ ...postSection(post), rank: 10 + newest.length - index })),
  ];
}
