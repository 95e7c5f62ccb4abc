import type { Post } from "../chain/post.ts";
import type { Rank } from "../trigger/gather.ts";

const measures: Readonly<Record<Rank, (post: Post) => number>> = {
  payout: ({ payout }) => payout,
  votes: ({ votes }) => votes,
  comments: ({ replies }) => replies,
  newest: () => 0,
  diverse: ({ payout }) => payout,
};

/** Posts in the order in which they are wanted; of equals the newest first, then by name. Pure. */
export function inOrder(posts: readonly Post[], rank: Rank): readonly Post[] {
  const measure = measures[rank];
  const nameOf = ({ author, permlink }: Post): string => `${author}/${permlink}`;
  return posts.toSorted(
    (a, b) =>
      measure(b) - measure(a) || b.createdAt.getTime() - a.createdAt.getTime() || (nameOf(a) < nameOf(b) ? -1 : 1),
  );
}
