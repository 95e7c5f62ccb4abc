import type { Agent } from "../agent/agent.ts";
import type { Post } from "../chain/post.ts";
import { cleanText } from "../context/clean-text.ts";
import type { RankedSection } from "../context/fit.ts";
import { memorySection, postSection, questionSection } from "../context/sections.ts";
import { refusal } from "../policy/gate.ts";
import { SkepError } from "../shared/errors.ts";
import type { ClaimedJob } from "../store/work-store.ts";
import { EndOfJob, type Gathered } from "./material.ts";
import { unaskedTriggers } from "./may-at.ts";
import type { Rooms } from "./rooms.ts";

/** Reads the post that an event is about, its thread and what is remembered of its author; asks the gates. */
export async function gatherPost(job: ClaimedJob, agent: Agent, rooms: Rooms, signal: AbortSignal): Promise<Gathered> {
  const post = await findSubject(job, rooms, signal);
  if (post instanceof EndOfJob) return post;
  const end = endBecauseOf(post, job, agent, rooms);
  if (end) return end;

  const { author, permlink } = post;
  const common = {
    post: { author, permlink },
    depth: post.depth,
    isPaidOut: post.isPaidOut,
    category: post.category,
    entries: [],
  };
  if (unaskedTriggers.has(job.trigger)) return { ...common, sections: [{ ...postSection(post), rank: 0 }] };

  const [thread, memories] = await Promise.all([
    rooms.reader.readThread(author, permlink, signal),
    rooms.memory.recall(agent.name, author, agent.sees.memories),
  ]);
  const root = thread[0] ?? post;
  return {
    ...common,
    sections: [
      ...threadSections(thread.slice(0, -1), agent.sees.thread),
      ...memories.map((memory, age) => ({ ...memorySection(memory), rank: 20 + memories.length - age })),
      { ...questionSection(post), rank: 0 },
    ],
    asked: { text: cleanText(post.body), thread: `${root.author}/${root.permlink}` },
  };
}

/** hivemind answers a little behind the head: what it does not have yet is asked for again, until the job is stale. */
async function findSubject(job: ClaimedJob, { reader }: Rooms, signal: AbortSignal): Promise<Post | EndOfJob> {
  const [author = "", permlink = ""] = job.subject.split("/");
  const post = await reader.findPost(author, permlink, signal);
  if (post) return post;
  if (await reader.wasDeleted(author, permlink, signal)) return new EndOfJob("gone", "the post was deleted");
  throw new SkepError("chain_unreachable", `@${job.subject} is not to be read yet`);
}

function endBecauseOf(post: Post, job: ClaimedJob, agent: Agent, { agents }: Rooms): EndOfJob | undefined {
  // The event may be an edit: it makes no news of an old post.
  const age = job.happenedAt.getTime() - post.createdAt.getTime();
  if (age > agent.maxAge) return new EndOfJob("stale", "an edit of a post that is older than maxAge");
  const refused = refusal({ ...post, ...post.metadata, ownAccounts: agents.map(({ account }) => account) });
  return refused && new EndOfJob("gated", `${refused.gate}: ${refused.because}`);
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
