import { isPaidOut, payoutOf } from "../payout.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { CommentState } from "../state/comment.ts";
import { categoryOf, metadataOf } from "./post-facts.ts";

/** A way to choose and order posts. */
type Order = (ledger: Ledger) => readonly CommentState[];

/** The ways of bridge.get_ranked_posts. Trending and hot are both by payout here: there is no crowd to measure. */
export const rankings: Readonly<Record<string, Order>> = {
  trending: (ledger) => byPayout(rootPosts(ledger)),
  hot: (ledger) => byPayout(rootPosts(ledger)),
  created: (ledger) => newestFirst(rootPosts(ledger)),
  payout: (ledger) => byPayout(rootPosts(ledger).filter((post) => !isPaidOut(post, ledger.head().at))),
  payout_comments: (ledger) =>
    byPayout(all(ledger).filter((post) => post.depth > 0 && !isPaidOut(post, ledger.head().at))),
  muted: () => [],
};

/** The ways of bridge.get_account_posts. There are no reblogs and no follows, so a blog is the account's own posts. */
export const accountLists: Readonly<Record<string, (ledger: Ledger, account: string) => readonly CommentState[]>> = {
  blog: (ledger, account) => newestFirst(rootPosts(ledger).filter(({ author }) => author === account)),
  feed: () => [],
  posts: (ledger, account) => newestFirst(rootPosts(ledger).filter(({ author }) => author === account)),
  comments: (ledger, account) => newestFirst(all(ledger).filter((post) => post.author === account && post.depth > 0)),
  replies: (ledger, account) => newestFirst(all(ledger).filter(({ parentAuthor }) => parentAuthor === account)),
  payout: (ledger, account) =>
    byPayout(all(ledger).filter((post) => post.author === account && !isPaidOut(post, ledger.head().at))),
};

/** Whether a post stands in this community or under this tag. */
export function isTagged(post: CommentState, tag: string, ledger: Ledger): boolean {
  if (tag === "" || categoryOf(post, ledger) === tag) return true;
  const { tags } = metadataOf(post);
  return !isCommunity(tag) && Array.isArray(tags) && tags.includes(tag);
}

/** Whether this has the form of a community's name. */
export function isCommunity(tag: string): boolean {
  return /^hive-[123]\d{4,6}$/.test(tag);
}

/** At most `limit` posts behind `start`, or from the top. */
export function pageOf(
  posts: readonly CommentState[],
  start: CommentState | undefined,
  limit: number,
): readonly CommentState[] {
  const from = start ? posts.findIndex(({ id }) => id === start.id) + 1 : 0;
  return posts.slice(from, from + limit);
}

function all(ledger: Ledger): CommentState[] {
  return [...ledger.committed().comments.values()];
}

function rootPosts(ledger: Ledger): CommentState[] {
  return all(ledger).filter(({ depth }) => depth === 0);
}

function newestFirst(posts: readonly CommentState[]): readonly CommentState[] {
  return posts.toSorted((a, b) => b.id - a.id);
}

function byPayout(posts: readonly CommentState[]): readonly CommentState[] {
  return posts.toSorted((a, b) => Number(payoutOf(b) - payoutOf(a)) || b.id - a.id);
}
