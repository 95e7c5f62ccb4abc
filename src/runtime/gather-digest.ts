import type { Agent } from "../agent/agent.ts";
import type { DigestEntry } from "../action/digest.ts";
import { mentionsOf } from "../chain/mention-rule.ts";
import type { Post } from "../chain/post.ts";
import { cleanText } from "../context/clean-text.ts";
import { headlinesSection, postSection } from "../context/sections.ts";
import { digestItemSchema, type DigestItem } from "../decision/digest-item.ts";
import { refusal } from "../policy/gate.ts";
import { firstFault } from "../policy/word-rules.ts";
import { SkepError } from "../shared/errors.ts";
import { oneLine } from "../shared/one-line.ts";
import type { ClaimedJob } from "../store/work-store.ts";
import { EndOfJob, type Gathered } from "./material.ts";
import type { Rooms } from "./rooms.ts";
import { surroundingsOf } from "./surroundings.ts";
import { takeTurn } from "./turn.ts";

/** More than this is never asked for; the best of it are read. */
const pageBound = 100;

/** Reads what a schedule gathers: one turn a post, each with a verbatim quote; the headlines go to the decision. */
export async function gatherDigest(
  job: ClaimedJob,
  agent: Agent,
  rooms: Rooms,
  signal: AbortSignal,
): Promise<Gathered> {
  const schedule = agent.schedules.find(({ name }) => job.eventId.startsWith(`schedule/${agent.name}/${name}/`));
  const nothing = { depth: 0, isPaidOut: false, entries: [] };
  if (!schedule?.gather) return { ...nothing, category: "", sections: [] };
  const { community, since: span, take } = schedule.gather;
  const since = new Date(job.happenedAt.getTime() - span);
  const found = await rooms.reader.readCommunity(community, { since, limit: pageBound }, signal);
  const posts = best(
    found,
    rooms.agents.map(({ account }) => account),
    take,
  );
  if (posts.length === 0)
    return new EndOfJob("gated", `nothing to say: no post in ${community} since ${since.toISOString()}`);

  const entries: DigestEntry[] = [];
  for (const post of posts) {
    const entry = await readPost(job, agent, post, rooms, signal);
    if (faultOf(entry, post, agent) === undefined) entries.push(entry);
  }
  if (entries.length === 0)
    return new EndOfJob("gated", `nothing to say: no post in ${community} can be quoted as it is`);
  return { ...nothing, category: community, entries, sections: [{ ...headlinesSection(entries), rank: 0 }] };
}

/** What is worth reading, by payout, then newest first. */
function best(posts: readonly Post[], ownAccounts: readonly string[], take: number): readonly Post[] {
  return posts
    .filter((post) => refusal({ ...post, ...post.metadata, ownAccounts }) === undefined)
    .toSorted((a, b) => b.payout - a.payout || b.createdAt.getTime() - a.createdAt.getTime())
    .slice(0, take);
}

async function readPost(
  job: ClaimedJob,
  agent: Agent,
  post: Post,
  rooms: Rooms,
  signal: AbortSignal,
): Promise<DigestEntry> {
  const source = postSection(post);
  const place = { author: post.author, permlink: post.permlink };
  const turn = {
    step: `read/${post.author}/${post.permlink}`,
    system: agent.each ?? agent.prompt,
    sections: [{ ...source, rank: 0 }],
    schema: digestItemSchema,
    complain: (item: DigestItem) =>
      isVerbatim(item.quote, source.text)
        ? faultOf(item, post, agent)
        : `the quote does not stand in the post word for word: ${item.quote}`,
  };
  try {
    return { ...place, ...(await takeTurn(job, agent, turn, rooms, signal)) };
  } catch (error) {
    // One post that the model cannot read must not cost the digest: it speaks for itself instead.
    if (error instanceof SkepError && error.code === "model_output_invalid") return { ...place, ...ownWords(post) };
    throw error;
  }
}

/** Why headline and quote must not stand in a digest. Whom the post itself names may be named: nobody is notified of it. */
function faultOf({ headline, quote }: DigestItem, post: Post, agent: Agent): string | undefined {
  const source = postSection(post).text;
  const surroundings = { ...surroundingsOf(agent, [post.author, ...mentionsOf(source)]), sources: [source] };
  const fault = firstFault([headline, quote], surroundings);
  return fault && `${fault.rule}: ${fault.because}`;
}

/** Whether a quote stands in a text word for word, whatever its line breaks. */
function isVerbatim(quote: string, source: string): boolean {
  return oneLine(quote) !== "" && oneLine(source).includes(oneLine(quote));
}

function ownWords(post: Post): DigestItem {
  const [first = post.title] = cleanText(post.body).split(/(?<=[.!?])\s/, 1);
  const cut = (text: string, length: number): string => Array.from(text).slice(0, length).join("");
  return { headline: cut(post.title || first, 100), quote: cut(first, 400) };
}
