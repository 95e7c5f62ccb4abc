import type { Seconds } from "../state/account.ts";
import type { CommentState } from "../state/comment.ts";
import type { ApiContext } from "./api-context.ts";
import { isHiddenFrom, type Observer } from "./observer.ts";
import { socialPostOf } from "./post-facts.ts";
import { allPosts, byPayout, isOpen, newestFirst, pageAfter, type Ranking } from "./post-lists.ts";

/** A post in a list, with those through whom it came there. */
export interface ListedPost {
  readonly post: CommentState;
  readonly rebloggedBy?: readonly string[];
}

/** Whose list, who looks, and after which post the page begins. */
export interface ListQuery {
  readonly account: string;
  readonly observer: Observer;
  readonly start: CommentState | undefined;
}

/** A way to make such a list. */
export type AccountList = (query: ListQuery, context: ApiContext) => readonly ListedPost[];

/** The ways of bridge.get_account_posts. */
export const accountLists = {
  blog,
  feed,
  posts: chosen((post, { account }) => post.author === account && post.depth === 0, newestFirst),
  comments: chosen((post, { account }) => post.author === account && post.depth > 0, newestFirst),
  replies: chosen(
    (post, { account, observer }, context) =>
      post.parentAuthor === account && !isHiddenFrom(observer, post.author, context),
    newestFirst,
  ),
  payout: chosen((post, { account }, context) => post.author === account && isOpen(post, context), byPayout),
} satisfies Readonly<Record<string, AccountList>>;

const feedSeconds = 30 * 86_400;

function chosen(
  isIn: (post: CommentState, query: ListQuery, context: ApiContext) => boolean,
  order: Ranking["compare"],
): AccountList {
  return (query, context) => {
    const posts = allPosts(context).filter((post) => isIn(post, query, context));
    return pageAfter(posts.toSorted(order), query.start, order).map((post) => ({ post }));
  };
}

/** An own post or one that was reblogged, at the time at which it came to the blog. */
interface BlogEntry {
  readonly post: CommentState;
  readonly blogger: string;
  readonly at: Seconds;
}

// Posts in communities are not on the blog unless their author reblogged them.
function blog({ account, start }: ListQuery, context: ApiContext): readonly ListedPost[] {
  const entries = entriesOf(account, context).filter(({ post }) => {
    const social = socialPostOf(post, context);
    return social?.community === undefined || social.reblogs.has(account);
  });
  const listed = entries.toSorted(latestFirst).map(({ post }) => ({
    post,
    ...(post.author === account ? {} : { rebloggedBy: [account] }),
  }));
  return after(listed, start);
}

function feed({ account, observer, start }: ListQuery, context: ApiContext): readonly ListedPost[] {
  const since = context.ledger.head().at - feedSeconds;
  const followed = context.hivemind.social().relations.of("follow", account);
  const entries = followed
    .filter((blogger) => !isHiddenFrom(observer, blogger, context))
    .flatMap((blogger) => entriesOf(blogger, context))
    .filter(({ at }) => at > since)
    .toSorted((a, b) => a.at - b.at);
  // Of a post that came in several times the first time counts.
  const first = new Map<number, BlogEntry>();
  for (const entry of entries) if (!first.has(entry.post.id)) first.set(entry.post.id, entry);
  const listed = [...first.values()].toSorted(latestFirst).map(({ post }) => ({
    post,
    rebloggedBy: entries
      .filter(({ post: same, blogger }) => same.id === post.id && blogger !== post.author)
      .map(({ blogger }) => blogger)
      .toSorted(),
  }));
  return after(listed, start);
}

function entriesOf(blogger: string, context: ApiContext): readonly BlogEntry[] {
  return allPosts(context).flatMap((post) => {
    if (post.author === blogger && post.depth === 0) return [{ post, blogger, at: post.createdAt }];
    const at = socialPostOf(post, context)?.reblogs.get(blogger);
    return at === undefined ? [] : [{ post, blogger, at }];
  });
}

function latestFirst(a: BlogEntry, b: BlogEntry): number {
  return b.at - a.at || newestFirst(a.post, b.post);
}

// A page that begins behind a post that is not in the list is empty.
function after(listed: readonly ListedPost[], start: CommentState | undefined): readonly ListedPost[] {
  if (!start) return listed;
  const index = listed.findIndex(({ post }) => post.id === start.id);
  return index === -1 ? [] : listed.slice(index + 1);
}
