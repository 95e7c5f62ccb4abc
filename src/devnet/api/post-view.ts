import { hbdText } from "../amount.ts";
import { isPaidOut, payoutOf } from "../payout.ts";
import type { CommentState } from "../state/comment.ts";
import type { ApiContext } from "./api-context.ts";
import { timeText } from "./chain-properties.ts";
import { categoryOf, descendantsOf, metadataOf, titleOf, urlOf, votesOn } from "./post-facts.ts";

// Below this hivemind grays a post out.
const grayBelow = -9_999_999_999n;

/** A post as the bridge API answers it. */
export function bridgePost(comment: CommentState, context: ApiContext): Readonly<Record<string, unknown>> {
  const { ledger } = context;
  const votes = votesOn(comment, ledger);
  return {
    post_id: comment.id,
    author: comment.author,
    permlink: comment.permlink,
    category: categoryOf(comment, ledger),
    title: titleOf(comment, ledger),
    body: comment.body,
    json_metadata: metadataOf(comment),
    created: timeText(comment.createdAt),
    updated: timeText(comment.editedAt),
    depth: comment.depth,
    children: descendantsOf(comment, ledger).length,
    net_rshares: Number(comment.votes.netRshares),
    ...payout(comment, ledger.head().at),
    promoted: "0.000 HBD",
    replies: [],
    reblogs: 0,
    author_reputation: ledger.committed().accounts.find(comment.author)?.reputation ?? 0,
    stats: {
      hide: false,
      gray: comment.votes.netRshares < grayBelow,
      total_votes: votes.length,
      flag_weight: 0,
    },
    url: urlOf(comment, ledger),
    beneficiaries: comment.options.beneficiaries,
    max_accepted_payout: hbdText(comment.options.maxAcceptedPayout),
    percent_hbd: comment.options.percentHbd,
    ...parent(comment),
    active_votes: votes.map(({ voter, rshares }) => ({ voter, rshares: Number(rshares) })),
    blacklists: [],
    ...community(comment, context),
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

function parent({ depth, parentAuthor, parentPermlink }: CommentState): Readonly<Record<string, unknown>> {
  return depth === 0 ? {} : { parent_author: parentAuthor, parent_permlink: parentPermlink };
}

function community(comment: CommentState, { ledger, communities }: ApiContext): Readonly<Record<string, unknown>> {
  const name = categoryOf(comment, ledger);
  const title = communities.get(name);
  return title === undefined ? {} : { community: name, community_title: title, author_role: "guest", author_title: "" };
}
