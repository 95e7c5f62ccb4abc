import { z } from "zod";
import { parsedAs } from "./answer.ts";
import { postAnswer, toPost } from "./post-answer.ts";
import type { Post } from "./post.ts";
import type { RpcClient } from "./rpc-client.ts";
import { RpcError } from "./rpc-error.ts";

const pageSize = 20; // hivemind refuses more
/** 4,000 posts: about what all of Hive publishes in a day. A search that goes on beyond that is ended. */
const mostPages = 200;
const page = parsedAs(z.array(postAnswer), "a list of posts");

/** Which posts of a list are wanted. */
export interface PostSpan {
  /** Nothing older. */
  readonly since: Date;
  /** Nothing newer. Default: no bound. */
  readonly until?: Date;
  /** At most so many. */
  readonly limit: number;
  /** Which of them count. Default: all. */
  readonly only?: (post: Post) => boolean;
}

/** A list of bridge's that is paged through, and what tells it from others. */
interface PostList {
  readonly method: "bridge.get_ranked_posts" | "bridge.get_account_posts";
  readonly params: Readonly<Record<string, string>>;
}

/**
 * The newest root posts of a list within a span, newest first, no post twice. hivemind puts pinned posts first however old
 * they are: they do not end the search, and are left out when they are too old. A tag or account that hivemind does not
 * know has no posts. At most 200 pages are read.
 */
export async function readPostPages(
  rpc: RpcClient,
  { method, params }: PostList,
  span: PostSpan,
  signal: AbortSignal,
): Promise<readonly Post[]> {
  const found = new Map<string, Post>();
  const seen = new Set<string>();
  let start: { readonly start_author: string; readonly start_permlink: string } | undefined;
  for (let pages = 0; pages < mostPages && found.size < span.limit; pages++) {
    const posts = await ask(rpc, method, { ...params, limit: pageSize, ...start }, signal);
    const fresh = posts.filter(({ author, permlink }) => !seen.has(`${author}/${permlink}`));
    for (const answer of fresh) {
      const key = `${answer.author}/${answer.permlink}`;
      seen.add(key);
      const post = toPost(answer);
      if (isWithin(post, span)) found.set(key, post);
    }
    const isPast = fresh.some(({ created, stats }) => created < span.since && stats.is_pinned !== true);
    const last = posts.at(-1);
    if (!last || fresh.length === 0 || isPast || posts.length < pageSize) break;
    start = { start_author: last.author, start_permlink: last.permlink };
  }
  return [...found.values()]
    .toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
    .slice(0, span.limit);
}

/** Whether a post is one of a span. */
export function isWithin(post: Post, { since, until, only }: PostSpan): boolean {
  if (post.createdAt < since || (until !== undefined && post.createdAt > until)) return false;
  return only === undefined || only(post);
}

async function ask(
  rpc: RpcClient,
  method: PostList["method"],
  params: object,
  signal: AbortSignal,
): Promise<ReturnType<typeof page>> {
  try {
    return await rpc.call(method, params, signal, page);
  } catch (error) {
    // hivemind's words for a list of nobody and of nothing.
    if (error instanceof RpcError && /(?:Account|Tag) \S+ does not exist/.test(error.message)) return [];
    throw error;
  }
}
