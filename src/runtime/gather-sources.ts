import { setImmediate } from "node:timers/promises";
import type { ChainReader } from "../chain/chain-reader.ts";
import type { PostSpan } from "../chain/post-pages.ts";
import type { Post } from "../chain/post.ts";
import { readingText } from "../context/clean-text.ts";
import { byTerms, byVectors, pickDiverse, type SameTopic } from "../policy/diverse.ts";
import { createNoveltyJudge } from "../policy/near-duplicate.ts";
import { inOrder } from "../policy/rank-posts.ts";
import { hasWordsToRead, isWorthReading } from "../policy/worth-reading.ts";
import type { Embedder } from "../search/embedder.ts";
import { termsOf } from "../search/terms.ts";
import type { Gather, Source } from "../trigger/gather.ts";
import { readThreads } from "./read-threads.ts";

/** hivemind may be so far behind the head: a slot leaves what is younger to the next one, so that nothing is lost. */
const lagMilliseconds = 60_000;
/** Of one source. */
const mostPosts = 1_000;
/** So many are compared where the choice is to be diverse. */
const mostCompared = 200;
/** So many posts are taken apart at most to find enough to read: cleaning one may take half a second. */
const mostCleaned = 400;
/** So much of a text tells what it is about. */
const telling = 4_000;

interface GatherRooms {
  readonly reader: ChainReader;
  /** Whose posts are never read. */
  readonly ownAccounts: readonly string[];
  /** Which of these people want nothing to do with this bot. */
  readonly pickStopped: (people: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Tells topics apart by meaning. Default: by words in common. */
  readonly embedder?: Embedder;
}

export interface GatheredPosts {
  /** The best ones, best first. */
  readonly posts: readonly Post[];
  /** How many there were to choose from. */
  readonly found: number;
}

/**
 * The posts that are to be read at a slot, best first: what its sources have of the window that ends a minute before the
 * slot, no post twice, without what the file excludes and without texts that nearly repeat a better one. Throws
 * `chain_unreachable` when a source cannot be read: half a choice is none.
 */
export async function gatherPosts(
  gather: Gather,
  slot: Date,
  { reader, ownAccounts, pickStopped, embedder }: GatherRooms,
  signal: AbortSignal,
): Promise<GatheredPosts> {
  const all = await readSources(gather, slot, reader, signal);
  const stopped = await pickStopped([...new Set(all.map(({ author }) => author))]);
  const worth = all.filter((post) => !stopped.has(post.author) && isWorthReading(post, gather.exclude, ownAccounts));
  const found = all.length;
  const isDiverse = gather.rank === "diverse";
  const candidates = await readable(
    inOrder(worth, gather.rank),
    gather,
    isDiverse ? mostCompared : gather.take,
    signal,
  );
  if (!isDiverse) return { posts: candidates.map(({ post }) => post), found };
  const isSameTopic = await topicsOf(candidates, embedder, signal);
  const authors = candidates.map(({ post }) => post.author);
  const posts = pickDiverse(authors, isSameTopic, gather).flatMap((index) => candidates[index]?.post ?? []);
  return { posts, found };
}

async function readSources(
  { sources, since }: Gather,
  slot: Date,
  reader: ChainReader,
  signal: AbortSignal,
): Promise<readonly Post[]> {
  const until = new Date(slot.getTime() - lagMilliseconds);
  const found = new Map<string, Post>();
  for (const source of sources) {
    const { app } = source;
    const span: PostSpan = {
      since: new Date(until.getTime() - since + 1), // the moment itself was the end of the window before
      until,
      limit: mostPosts,
      ...(app !== undefined && { only: ({ metadata }) => metadata.app.toLowerCase().startsWith(app.toLowerCase()) }),
    };
    for (const post of await readSource(source, span, reader, signal))
      found.set(`${post.author}/${post.permlink}`, post);
  }
  return [...found.values()];
}

async function readSource(
  source: Source,
  span: PostSpan,
  reader: ChainReader,
  signal: AbortSignal,
): Promise<readonly Post[]> {
  switch (source.from) {
    case "community":
    case "tag":
      return reader.readCommunity(source.name, span, signal);
    case "everywhere":
      return reader.readCommunity("", span, signal);
    case "container":
      return readThreads(source.name, span, reader, signal);
    case "authors": {
      const posts: Post[] = [];
      for (const name of source.names) posts.push(...(await reader.readAuthor(name, span, signal)));
      return posts;
    }
  }
}

interface Candidate {
  readonly post: Post;
  readonly text: string;
}

/** The first posts whose text is one to read and does not nearly repeat an earlier one. */
async function readable(
  posts: readonly Post[],
  gather: Gather,
  limit: number,
  signal: AbortSignal,
): Promise<readonly Candidate[]> {
  const kept: Candidate[] = [];
  const isNew = createNoveltyJudge();
  for (const post of posts.slice(0, mostCleaned)) {
    if (kept.length >= limit) break;
    await setImmediate(undefined, { signal }); // cleaning may take long: others get a word in
    const whole = readingText(post.body);
    if (!hasWordsToRead(whole, gather)) continue;
    const text = whole.slice(0, telling);
    if (!isNew(text)) continue;
    kept.push({ post, text });
  }
  return kept;
}

async function topicsOf(
  candidates: readonly Candidate[],
  embedder: Embedder | undefined,
  signal: AbortSignal,
): Promise<SameTopic> {
  const titled = candidates.map(({ post: { title }, text }) => `${title}\n${text}`);
  if (embedder) return byVectors(await embedder.embed(titled, signal));
  return byTerms(
    candidates.map(({ post: { title, metadata }, text }) => ({
      head: termsOf([title, ...metadata.tags].join(" ")),
      text: termsOf(text),
    })),
  );
}
