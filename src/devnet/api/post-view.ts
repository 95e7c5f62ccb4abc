import { hbdText } from "../amount.ts";
import { membershipOf } from "../hivemind/community.ts";
import { isPaidOut, payoutOf } from "../payout.ts";
import type { CommentState } from "../state/comment.ts";
import type { ApiContext } from "./api-context.ts";
import { timeText } from "./chain-properties.ts";
import { blacklistsFor, isHiddenFrom, type Observer } from "./observer.ts";
import {
  bodyOf,
  categoryOf,
  descendantsOf,
  metadataOf,
  reputationOf,
  socialPostOf,
  titleOf,
  urlOf,
  votesOn,
} from "./post-facts.ts";

// hivemind's numbers of reasons that lie in the author, not in the post.
const byReputation = 3;
const byRole = 4;

const maxVotesShown = 1000;

/** Who looks and how. */
export interface PostViewing {
  readonly observer?: Observer;
  /** Whether the posts of authors whom the observer mutes are grayed here. */
  readonly isMutedGray?: boolean;
  readonly rebloggedBy?: readonly string[];
}

/** A post as the bridge API answers it. */
export function bridgePost(
  comment: CommentState,
  context: ApiContext,
  viewing: PostViewing = {},
): Readonly<Record<string, unknown>> {
  const { ledger } = context;
  const votes = votesOn(comment, ledger);
  const { rebloggedBy = [] } = viewing;
  return {
    post_id: comment.id,
    author: comment.author,
    permlink: comment.permlink,
    category: categoryOf(comment, ledger),
    title: titleOf(comment, ledger),
    body: bodyOf(comment, context),
    json_metadata: metadataOf(comment),
    created: timeText(comment.createdAt),
    updated: timeText(comment.editedAt),
    depth: comment.depth,
    children: descendantsOf(comment, ledger).length,
    net_rshares: Number(comment.votes.netRshares),
    ...payout(comment, ledger.head().at),
    replies: [],
    reblogs: socialPostOf(comment, context)?.reblogs.size ?? 0,
    author_reputation: reputationOf(comment.author, ledger),
    stats: stats(comment, context, viewing),
    url: urlOf(comment, ledger),
    beneficiaries: comment.options.beneficiaries,
    max_accepted_payout: hbdText(comment.options.maxAcceptedPayout),
    percent_hbd: comment.options.percentHbd,
    ...parent(comment),
    active_votes: votes.slice(0, maxVotesShown).map(({ voter, rshares }) => ({ voter, rshares: Number(rshares) })),
    blacklists: blacklists(comment, context, viewing.observer),
    ...community(comment, context),
    ...(rebloggedBy.length > 0 ? { reblogged_by: rebloggedBy } : {}),
  };
}

function payout(comment: CommentState, now: number): Readonly<Record<string, unknown>> {
  const units = payoutOf(comment);
  const isPaid = isPaidOut(comment, now);
  const author = isPaid ? units / 2n : 0n;
  const curators = isPaid ? units - author : 0n;
  return {
    is_paidout: isPaid,
    payout_at: timeText(comment.cashoutAt),
    payout: Number(units) / 1000,
    pending_payout_value: hbdText(isPaid ? 0n : units),
    author_payout_value: hbdText(author),
    curator_payout_value: hbdText(curators),
  };
}

function stats(comment: CommentState, context: ApiContext, viewing: PostViewing): Readonly<Record<string, unknown>> {
  const post = socialPostOf(comment, context);
  const reasons = mutedReasons(comment, context);
  const isMuted = viewing.isMutedGray === true && isHiddenFrom(viewing.observer, comment.author, context);
  return {
    hide: false,
    gray: reasons.length > 0 || isMuted,
    total_votes: votesOn(comment, context.ledger).length,
    flag_weight: flagWeight(comment, [...(post?.votes.values() ?? [])]),
    ...(post?.isPinned === true ? { is_pinned: true } : {}),
    ...(reasons.length > 0 ? { muted_reasons: reasons } : {}),
  };
}

/** For which reasons a post is grayed for everybody, by hivemind's numbers. */
export function mutedReasons(comment: CommentState, context: ApiContext): readonly number[] {
  const post = socialPostOf(comment, context);
  const community = post?.community === undefined ? undefined : context.hivemind.findCommunity(post.community);
  const isOut = community !== undefined && membershipOf(community, comment.author).role === "muted";
  return [
    ...(post?.mutedReasons ?? []),
    ...(reputationOf(comment.author, context.ledger) < 1 ? [byReputation] : []),
    ...(isOut ? [byRole] : []),
  ];
}

// hivemind's cheap logarithm of the stake that voted against: 1 for about 400 dollars, 2 for 4,000.
function flagWeight({ votes }: CommentState, weights: readonly number[]): number {
  const absolute = weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
  const against = Math.floor(Math.floor((Number(votes.netRshares) - absolute) / 2) / 2);
  return Math.max(String(against).length - 11, 0);
}

function blacklists(comment: CommentState, context: ApiContext, observer: Observer): readonly string[] {
  const reputation = reputationOf(comment.author, context.ledger);
  const word = reputation < 1 ? ["reputation-0"] : reputation === 1 ? ["reputation-1"] : [];
  return [...blacklistsFor(observer, comment.author, context), ...word];
}

function parent({ depth, parentAuthor, parentPermlink }: CommentState): Readonly<Record<string, unknown>> {
  return depth === 0 ? {} : { parent_author: parentAuthor, parent_permlink: parentPermlink };
}

function community(comment: CommentState, context: ApiContext): Readonly<Record<string, unknown>> {
  const name = categoryOf(comment, context.ledger);
  const found = context.hivemind.findCommunity(name);
  if (!found || found.props.title === "") return {};
  const { role, title } = membershipOf(found, comment.author);
  return { community: name, community_title: found.props.title, author_role: role, author_title: title };
}
