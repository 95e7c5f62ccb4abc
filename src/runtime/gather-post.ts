import type { Agent } from "../agent/agent.ts";
import type { Post } from "../chain/post.ts";
import { memorySection, postSection, questionSection } from "../context/sections.ts";
import { cleanText } from "../context/clean-text.ts";
import type { RankedSection } from "../context/fit.ts";
import { refusal } from "../policy/gate.ts";
import { SkepError } from "../shared/errors.ts";
import type { ClaimedJob } from "../store/work-store.ts";
import { EndOfJob, type Gathered } from "./material.ts";
import type { Rooms } from "./rooms.ts";

// hivemind answers a little behind the head: a post that is not there yet is asked for again before it counts as gone.
const claimsBeforeGone = 5;

/** Reads the post that an event is about, its thread and what is remembered of its author; asks the gates. */
export async function gatherPost(job: ClaimedJob, agent: Agent, rooms: Rooms, signal: AbortSignal): Promise<Gathered> {
  const [author = "", permlink = ""] = job.subject.split("/");
  const thread = await rooms.reader.readThread(author, permlink, signal);
  const post = thread.at(-1);
  if (!post) {
    if (job.attempts >= claimsBeforeGone) return new EndOfJob("gone", "the post is not there any more");
    throw new SkepError("chain_unreachable", `@${job.subject} is not to be read yet`);
  }
  const refused = refusal({ ...post, ...post.metadata });
  if (refused) return new EndOfJob("gated", `${refused.gate}: ${refused.because}`);

  const common = {
    post: { author, permlink },
    depth: post.depth,
    isPaidOut: post.isPaidOut,
    category: post.category,
    entries: [],
  };
  if (job.trigger === "post") return { ...common, sections: [{ ...postSection(post), rank: 0 }] };

  const memories = await rooms.memory.recall(agent.name, author, agent.sees.memories);
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
