import type { Post } from "../chain/post.ts";
import { SkepError } from "../shared/errors.ts";
import type { ClaimedJob } from "../store/work-store.ts";
import { EndOfJob } from "./material.ts";
import type { Rooms } from "./rooms.ts";

/**
 * The post that a job is about. hivemind answers a little behind the head: what it does not have yet is `chain_unreachable`
 * and asked for again, until the job is stale.
 */
export async function findSubject(
  job: Pick<ClaimedJob, "subject">,
  { reader }: Pick<Rooms, "reader">,
  signal: AbortSignal,
): Promise<Post | EndOfJob> {
  const [author = "", permlink = ""] = job.subject.split("/");
  const post = await reader.findPost(author, permlink, signal);
  if (post) return post;
  if (await reader.wasDeleted(author, permlink, signal)) return new EndOfJob("gone", "the post was deleted");
  throw new SkepError("chain_unreachable", `@${job.subject} is not to be read yet`);
}
