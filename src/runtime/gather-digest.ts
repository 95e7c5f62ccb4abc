import type { Agent } from "../agent/agent.ts";
import type { DigestEntry } from "../action/digest-entry.ts";
import type { Post } from "../chain/post.ts";
import { headlinesSection } from "../context/sections.ts";
import { canAfford, type ReadingCost } from "../policy/reading-budget.ts";
import type { ClaimedJob, TurnRecord } from "../store/work-store.ts";
import { gatherSlot } from "./gather-slot.ts";
import { EndOfJob, refOf, type Gathered } from "./material.ts";
import { payeesOf } from "./payees.ts";
import { stepOf } from "./post-pieces.ts";
import { prepareReading, readPost, type JobInHand } from "./read-post.ts";
import type { Rooms } from "./rooms.ts";

/** Reads what a schedule gathers, one post after the other, as far as the budget goes; the headlines go to the decision. */
export async function gatherDigest(
  job: ClaimedJob,
  agent: Agent,
  rooms: Rooms,
  signal: AbortSignal,
): Promise<Gathered> {
  const slot = await gatherSlot(job, agent, rooms, signal);
  if (slot instanceof EndOfJob) return slot;
  const { posts, found, place } = slot;
  if (posts.length === 0) return { ...place, entries: [], sections: [] }; // its schedule gathers nothing
  rooms.journal({ fact: "posts-gathered", ...refOf(job), found, chosen: posts.length });
  const { cited, unread } = await readAll(posts, { job, agent, rooms, signal });
  if (cited.length === 0) return new EndOfJob("gated", "nothing to say: no post that was read can be quoted as it is");
  const entries = cited.map(({ entry }) => entry);
  const payees = await payeesOf(
    cited.map(({ post }) => post),
    agent,
    rooms,
    signal,
  );
  return { ...place, entries, unread, payees, sections: [{ ...headlinesSection(entries), rank: 0 }] };
}

interface Cited {
  readonly post: Post;
  readonly entry: DigestEntry;
}

/** In their order; what the budget cannot afford is passed over, since a shorter post may still fit. */
async function readAll(
  posts: readonly Post[],
  inHand: JobInHand,
): Promise<{ readonly cited: readonly Cited[]; readonly unread: number }> {
  const { job, agent, rooms } = inHand;
  const cited: Cited[] = [];
  let unread = 0;
  for (const [index, post] of posts.entries()) {
    const prepared = await prepareReading(post, inHand);
    if (!canAfford(agent.budget, costOf(await readTurns(inHand, "read")), prepared.cost)) {
      unread += 1;
      continue;
    }
    const { how, entry } = await readPost(prepared, inHand);
    if (entry) cited.push({ post, entry });
    const { turns: _, ...cost } = costOf(await readTurns(inHand, stepOf(post)));
    const { author, permlink } = post;
    const place = { author, permlink, number: index + 1, of: posts.length };
    rooms.journal({ fact: "post-read", ...refOf(job), ...place, how, ...cost });
  }
  const because = "the time or the tokens that the agent may use for reading would not do";
  if (unread > 0) rooms.journal({ fact: "posts-left-out", ...refOf(job), count: unread, because });
  return { cited, unread };
}

/** The turns of this job under a step, those of earlier lives of the process included. */
async function readTurns({ job, rooms }: JobInHand, step: string): Promise<TurnRecord[]> {
  const turns = await rooms.store.work.readTurns(job.id);
  return turns.filter((turn) => turn.step === step || turn.step.startsWith(`${step}/`));
}

/** What turns took together; one that was kept from an earlier run took nothing and does not count. */
function costOf(turns: readonly TurnRecord[]): ReadingCost {
  const sum = (figure: (turn: TurnRecord) => number): number => turns.reduce((total, turn) => total + figure(turn), 0);
  return {
    turns: turns.filter(({ promptTokens }) => promptTokens > 0).length,
    promptTokens: sum(({ promptTokens }) => promptTokens),
    completionTokens: sum(({ completionTokens }) => completionTokens),
    milliseconds: sum(({ milliseconds }) => milliseconds),
  };
}
