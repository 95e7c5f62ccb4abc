import { hbdText } from "../amount.ts";
import { isPaidOut, payoutOf } from "../payout.ts";
import type { CommentState, VoteState } from "../state/comment.ts";
import { rawReputation } from "./account-view.ts";
import type { ApiContext } from "./api-context.ts";
import { timeText } from "./chain-properties.ts";
import { existingPost } from "./hivemind-params.ts";
import { bodyOf, categoryOf, descendantsOf, repliesTo, rootOf, titleOf, urlOf, votesOn } from "./post-facts.ts";

const never = "1969-12-31T23:59:59";

/** A post as condenser_api.get_content answers it: `json_metadata` as text. Throws a `NodeError` where there is none. */
export function contentOf(context: ApiContext, author: unknown, permlink: unknown): object {
  return contentView(existingPost(author, permlink, context), context);
}

/** The direct replies in the same form. Throws a `NodeError` where the post is none. */
export function contentReplies(context: ApiContext, author: unknown, permlink: unknown): readonly object[] {
  return repliesTo(existingPost(author, permlink, context), context.ledger).map((reply) => contentView(reply, context));
}

/** A post in the form of condenser_api. */
function contentView(
  comment: CommentState,
  context: ApiContext,
): Readonly<Record<string, unknown>> & { readonly body: string } {
  const { ledger } = context;
  const { options } = comment;
  const body = bodyOf(comment, context);
  return {
    id: comment.id,
    author: comment.author,
    permlink: comment.permlink,
    category: categoryOf(comment, ledger),
    parent_author: comment.parentAuthor,
    parent_permlink: comment.parentPermlink,
    title: titleOf(comment, ledger),
    body,
    body_length: Array.from(body).length,
    json_metadata: comment.jsonMetadata,
    last_update: timeText(comment.editedAt),
    created: timeText(comment.createdAt),
    depth: comment.depth,
    children: descendantsOf(comment, ledger).length,
    ...payout(comment, ledger.head().at),
    max_accepted_payout: hbdText(options.maxAcceptedPayout),
    percent_hbd: options.percentHbd,
    allow_replies: true,
    allow_votes: options.allowVotes,
    allow_curation_rewards: options.allowCurationRewards,
    beneficiaries: options.beneficiaries,
    root_author: comment.rootAuthor,
    root_permlink: comment.rootPermlink,
    root_title: rootOf(comment, ledger).title,
    url: urlOf(comment, ledger),
    replies: [],
    reblogged_by: [],
    author_reputation: reputation(comment.author, context),
    active_votes: votesOn(comment, ledger).map((vote) => activeVote(vote, context)),
  };
}

function payout(comment: CommentState, now: number): object {
  const { votes, cashoutAt } = comment;
  const isPaid = isPaidOut(comment, now);
  const pending = isPaid ? 0n : payoutOf(comment);
  const paid = isPaid ? payoutOf(comment) : 0n;
  return {
    net_rshares: Number(votes.netRshares),
    abs_rshares: 0,
    vote_rshares: Number(votes.voteRshares),
    children_abs_rshares: 0,
    net_votes: votes.net,
    cashout_time: isPaid ? never : timeText(cashoutAt),
    max_cashout_time: never,
    last_payout: timeText(isPaid ? cashoutAt : 0),
    total_vote_weight: Number(votes.weight),
    reward_weight: 10_000,
    total_payout_value: hbdText(paid / 2n),
    curator_payout_value: hbdText(paid - paid / 2n),
    pending_payout_value: hbdText(pending),
    total_pending_payout_value: "0.000 HBD",
    author_rewards: 0,
  };
}

/** A vote as condenser_api.get_active_votes answers it. */
export function activeVote(
  { voter, percent, rshares, curationWeight, votedAt }: VoteState,
  context: ApiContext,
): object {
  return {
    voter,
    percent,
    rshares: Number(rshares),
    weight: Number(curationWeight),
    time: timeText(votedAt),
    reputation: reputation(voter, context),
  };
}

function reputation(name: string, { ledger }: ApiContext): number {
  return rawReputation(ledger.committed().accounts.find(name)?.reputation ?? 0);
}

/** A post as the condenser_api.get_discussions_by_… answer it: fewer fields, and votes without time and weight. */
export function discussionView(
  comment: CommentState,
  context: ApiContext,
): Readonly<Record<string, unknown>> & { readonly body: string } {
  const all = contentView(comment, context);
  return {
    ...Object.fromEntries(discussionFields.map((field) => [field, all[field]])),
    post_id: comment.id,
    body: all.body,
    active_votes: votesOn(comment, context.ledger).map((vote) => ({
      voter: vote.voter,
      percent: String(vote.percent),
      rshares: Number(vote.rshares),
      reputation: reputation(vote.voter, context),
    })),
  };
}

const discussionFields = [
  "author",
  "permlink",
  "category",
  "title",
  "body_length",
  "json_metadata",
  "created",
  "last_update",
  "depth",
  "children",
  "net_rshares",
  "last_payout",
  "cashout_time",
  "total_payout_value",
  "curator_payout_value",
  "pending_payout_value",
  "replies",
  "author_reputation",
  "parent_author",
  "parent_permlink",
  "url",
  "root_title",
  "beneficiaries",
  "max_accepted_payout",
  "percent_hbd",
];
