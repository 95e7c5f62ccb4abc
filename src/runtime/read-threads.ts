import type { ChainReader } from "../chain/chain-reader.ts";
import { isWithin, type PostSpan } from "../chain/post-pages.ts";
import type { Post } from "../chain/post.ts";

/** A container that is older than this takes no threads any more: front ends open a new one at least every few days. */
const openMilliseconds = 7 * 24 * 3_600_000;
const mostContainers = 100;

/** The short posts of a span: the direct replies to the containers that a front end's account had open in it. */
export async function readThreads(
  account: string,
  span: PostSpan,
  reader: ChainReader,
  signal: AbortSignal,
): Promise<readonly Post[]> {
  const { since, until, limit } = span;
  const open = { since: new Date(since.getTime() - openMilliseconds), limit: mostContainers };
  const containers = await reader.readAuthor(account, { ...open, ...(until && { until }) }, signal);
  const found: Post[] = [];
  for (const { author, permlink, createdAt } of containers) {
    const threads = await reader.readReplies(author, permlink, signal);
    found.push(...threads.filter((thread) => isWithin(thread, span)));
    // The first one from before the span still took threads when it began; the ones before that did not.
    if (createdAt < since || found.length >= limit) break;
  }
  return found.slice(0, limit);
}

/** The container that is open now: the account's newest root post; `undefined` when it has none. */
export async function findContainer(
  account: string,
  reader: Pick<ChainReader, "readAuthor">,
  signal: AbortSignal,
): Promise<Post | undefined> {
  const [newest] = await reader.readAuthor(account, { since: new Date(0), limit: 1 }, signal);
  return newest;
}
