import { isCommunityName } from "../hivemind/community.ts";
import { isPaidOut, payoutOf } from "../payout.ts";
import type { Seconds } from "../state/account.ts";
import type { CommentState } from "../state/comment.ts";
import type { ApiContext } from "./api-context.ts";
import { isHiddenFrom, type Observer } from "./observer.ts";
import { categoryOf, metadataOf, reputationOf, socialPostOf } from "./post-facts.ts";
import { mutedReasons } from "./post-view.ts";

/** A way to choose and order posts, as bridge.get_ranked_posts has several. */
export interface Ranking {
  isIn(post: CommentState, context: ApiContext): boolean;
  compare(a: CommentState, b: CommentState): number;
  /** Whether a community shows its pinned posts first. */
  readonly hasPins?: boolean;
  /** Whether those are shown, too, whom the observer mutes. */
  readonly isForAll?: boolean;
}

const hour = 3600;

/** The ways of bridge.get_ranked_posts, with hivemind's own formulas. */
export const rankings = {
  trending: { isIn: isOpenRoot, compare: byScore(240_000), hasPins: true },
  hot: { isIn: isOpenRoot, compare: byScore(10_000) },
  created: {
    isIn: (post, { ledger }) => post.depth === 0 && reputationOf(post.author, ledger) >= 1,
    compare: newestFirst,
    hasPins: true,
  },
  // Of those that are paid out soon.
  payout: {
    isIn: (post, { ledger }) => {
      const left = post.cashoutAt - ledger.head().at;
      return left >= 12 * hour && left <= 36 * hour;
    },
    compare: byPayout,
  },
  payout_comments: { isIn: (post, context) => post.depth > 0 && isOpen(post, context), compare: byPayout },
  muted: {
    isIn: (post, context) => isOpen(post, context) && payoutOf(post) > 0n && mutedReasons(post, context).length > 0,
    compare: byPayout,
    isForAll: true,
  },
} satisfies Readonly<Record<string, Ranking>>;

/** All posts of a ranking under a tag: a community, a word, `my` for the communities of the observer, or empty for all. */
export function rankedPosts(
  ranking: Ranking,
  { tag, observer }: { readonly tag: string; readonly observer: Observer },
  context: ApiContext,
): readonly CommentState[] {
  const isSeen = ({ author }: CommentState): boolean =>
    ranking.isForAll === true || !isHiddenFrom(observer, author, context);
  return allPosts(context)
    .filter((post) => ranking.isIn(post, context) && isTagged(post, { tag, observer }, context) && isSeen(post))
    .toSorted(orderOf(ranking, tag, context));
}

/** At most `limit` posts of a ranking that come after `start`, or from the top. */
export function pageAfter(
  posts: readonly CommentState[],
  start: CommentState | undefined,
  order: Ranking["compare"],
): readonly CommentState[] {
  return start ? posts.filter((post) => order(start, post) < 0) : posts;
}

/** The order of a ranking under a tag. */
export function orderOf(ranking: Ranking, tag: string, context: ApiContext): Ranking["compare"] {
  if (ranking.hasPins !== true || !isCommunityName(tag)) return (a, b) => ranking.compare(a, b);
  const isPinned = (post: CommentState): number => Number(socialPostOf(post, context)?.isPinned ?? false);
  return (a, b) => {
    const pins = isPinned(b) - isPinned(a);
    return pins || (isPinned(a) === 1 ? newestFirst(a, b) : ranking.compare(a, b));
  };
}

/** Whether anything was ever written under this tag. */
export function isKnownTag(tag: string, context: ApiContext): boolean {
  return allPosts(context).some((post) => isTagged(post, { tag, observer: undefined }, context));
}

function isTagged(
  post: CommentState,
  { tag, observer }: { readonly tag: string; readonly observer: Observer },
  context: ApiContext,
): boolean {
  if (tag === "" || tag === "all") return true;
  const community = socialPostOf(post, context)?.community;
  if (tag === "my") {
    const found = community === undefined ? undefined : context.hivemind.findCommunity(community);
    return found !== undefined && observer !== undefined && found.subscribers.has(observer);
  }
  if (isCommunityName(tag)) return community === tag;
  if (categoryOf(post, context.ledger) === tag) return true;
  const { tags } = metadataOf(post);
  return Array.isArray(tags) && tags.some((one) => typeof one === "string" && tagForm(one) === tag);
}

// As hivemind stores tags: lower case, no blanks and hashes, 32 characters.
function tagForm(tag: string): string {
  return tag.replaceAll(/[#\s]/g, "").toLowerCase().slice(0, 32);
}

/** Every post there is. */
export function allPosts({ ledger }: ApiContext): readonly CommentState[] {
  return [...ledger.committed().comments.values()];
}

export function newestFirst(a: CommentState, b: CommentState): number {
  return b.id - a.id;
}

export function byPayout(a: CommentState, b: CommentState): number {
  return Number(payoutOf(b) - payoutOf(a)) || newestFirst(a, b);
}

function isOpenRoot(post: CommentState, context: ApiContext): boolean {
  return post.depth === 0 && isOpen(post, context);
}

/** Whether it is not paid out yet. */
export function isOpen(post: CommentState, { ledger }: ApiContext): boolean {
  return !isPaidOut(post, ledger.head().at);
}

// Ten times the votes are worth as much as being younger by `span` seconds (calculate_hot, calculate_tranding).
function byScore(span: Seconds): Ranking["compare"] {
  const score = ({ votes, createdAt }: CommentState): number => {
    const weight = Number(votes.netRshares) / 10_000_000;
    return Math.sign(weight) * Math.log10(Math.max(Math.abs(weight), 1)) + createdAt / span;
  };
  return (a, b) => score(b) - score(a) || newestFirst(a, b);
}
