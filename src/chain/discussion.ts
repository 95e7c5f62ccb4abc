import { z } from "zod";
import { parsedAs } from "./answer.ts";
import { postAnswer, toPost } from "./post-answer.ts";
import type { Post } from "./post.ts";
import type { RpcClient } from "./rpc-client.ts";

const discussion = parsedAs(z.record(z.string(), postAnswer), "a discussion");

/**
 * The direct replies to a post, in the order in which the node tells them. hivemind answers at most 2,000 posts of a
 * discussion. Fails as the call does, with an `RpcError` for a post that is not there.
 */
export async function readDirectReplies(
  rpc: RpcClient,
  author: string,
  permlink: string,
  signal: AbortSignal,
): Promise<readonly Post[]> {
  const posts = await rpc.call("bridge.get_discussion", { author, permlink }, signal, discussion);
  return Object.values(posts)
    .filter((post) => post.parent_author === author && post.parent_permlink === permlink)
    .map(toPost);
}
