import type { Post } from "../chain/post.ts";
import { containerAccounts } from "../trigger/chain-names.ts";

/** How a person and the agent have talked above a post. */
export interface Turns {
  /** How often the agent has answered this person on the way down to the post. */
  readonly count: number;
  /** How many of those answers were answered in their turn within a minute. */
  readonly quick: number;
}

/** Nobody has said anything yet. */
export const noTurns: Turns = { count: 0, quick: 0 };

/** People read before they write; what comes back sooner was most likely written by a machine. */
const quickMilliseconds = 60_000;

/** Counts the turns on a path of posts, root first, that ends with the person's newest post. Pure. */
export function turnsOn(path: readonly Post[], account: string): Turns {
  const person = path.at(-1)?.author;
  const answers = path.flatMap((post, index) =>
    post.author === account && path[index - 1]?.author === person ? [{ post, next: path[index + 1] }] : [],
  );
  const quick = answers.filter(
    ({ post, next }) =>
      next !== undefined &&
      next.author === person &&
      next.createdAt.getTime() - post.createdAt.getTime() < quickMilliseconds,
  );
  return { count: answers.length, quick: quick.length };
}

/**
 * `author/permlink` of the post that a path of posts, root first, belongs to: its root, or below a front end's container
 * of short posts that short post, since all the day's others stand under the same root. Empty for an empty path. Pure.
 */
export function threadOf(path: readonly Post[]): string {
  const [root, first] = path;
  const isContainer = containerAccounts.some((account) => account === root?.author);
  const top = isContainer && first ? first : root;
  return top ? `${top.author}/${top.permlink}` : "";
}
