import { z } from "zod";
import { parsedAs } from "./answer.ts";
import { postAnswer, toPost } from "./post-answer.ts";
import type { Post } from "./post.ts";
import type { RpcClient } from "./rpc-client.ts";

const pageSize = 20; // hivemind refuses more
const page = parsedAs(z.array(postAnswer), "a list of posts");

/**
 * Root posts of a community or tag, newest first, back to `since` and at most `limit`, no post twice. hivemind puts pinned
 * posts first however old they are: they do not end the search, and are left out when they are too old.
 */
export async function readCommunityPages(
  rpc: RpcClient,
  tag: string,
  { since, limit }: { readonly since: Date; readonly limit: number },
  signal: AbortSignal,
): Promise<readonly Post[]> {
  const found = new Map<string, Post>();
  const seen = new Set<string>();
  let start: { readonly start_author: string; readonly start_permlink: string } | undefined;
  while (found.size < limit) {
    const params = { sort: "created", tag, limit: pageSize, ...start };
    const posts = await rpc.call("bridge.get_ranked_posts", params, signal, page);
    const fresh = posts.filter(({ author, permlink }) => !seen.has(`${author}/${permlink}`));
    for (const post of fresh) {
      const key = `${post.author}/${post.permlink}`;
      seen.add(key);
      if (post.created >= since) found.set(key, toPost(post));
    }
    const isPast = fresh.some(({ created, stats }) => created < since && stats.is_pinned !== true);
    const last = posts.at(-1);
    if (!last || fresh.length === 0 || isPast || posts.length < pageSize) break;
    start = { start_author: last.author, start_permlink: last.permlink };
  }
  return [...found.values()]
    .toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
    .slice(0, limit);
}
