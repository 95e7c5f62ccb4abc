import { ensure, fieldAssertion, stateAssertion } from "../assertion.ts";
import {
  earlyVotingSeconds,
  fullPercent,
  midVotingSeconds,
  upvoteLockoutSeconds,
  voteDustThreshold,
} from "../chain-constants.ts";
import { manaAt, maxDownvoteMana, maxUpvoteMana, voteCost } from "../mana.ts";
import { pendingPayoutText } from "../payout.ts";
import type { AccountState, Seconds } from "../state/account.ts";
import { commentKey, voteKey, type CommentState, type VoteState } from "../state/comment.ts";
import { ensureAccountName } from "./account-name.ts";
import { accountName, int16, text } from "./field.ts";
import { getAccount } from "./find-account.ts";
import { getComment } from "./find-comment.ts";
import { ensureShortPermlink } from "./permlink.ts";
import { defineRule, posting, type RuleContext } from "./rule.ts";

interface VoteFields {
  readonly voter: string;
  readonly author: string;
  readonly permlink: string;
  readonly weight: number;
}

const noPercentage = fieldAssertion("abs(weight) <= HIVE_100_PERCENT", "Weight is not a HIVE percentage");
const votesForbidden = voteAssertion('comment_cashout->allows_votes() && "Votes are not allowed on the comment."', "");
const zeroWeight = voteAssertion('o.weight != 0 && "Vote weight cannot be 0."', "");
const identical = voteAssertion(
  'itr->get_vote_percent() != o.weight && "Your current vote on this comment is identical to this vote."',
  "",
);
const noUpvoteMana = voteAssertion(
  "voter.voting_manabar.has_mana( fc::uint128_to_int64( used_mana ) )",
  "Account does not have enough mana to vote. voting_mana: ${v} required_mana: ${r}",
);
const noDownvoteMana = voteAssertion(
  "voter.voting_manabar.current_mana + voter.downvote_manabar.current_mana > fc::uint128_to_int64( used_mana )",
  "Account does not have enough mana to downvote. voting_mana: ${v} downvote_mana: ${d} required_mana: ${r}",
);

/** An upvote, downvote, change or removal. On a comment that is paid out it is taken and does nothing. */
export const vote = defineRule<VoteFields>({
  name: "vote",
  read: (fields) => ({
    voter: accountName(fields, "voter"),
    author: accountName(fields, "author"),
    permlink: text(fields, "permlink"),
    weight: int16(fields, "weight"),
  }),
  required: ({ voter }) => posting(voter),
  validate: ({ voter, author, permlink, weight }) => {
    ensureAccountName(voter);
    ensureAccountName(author);
    ensure(Math.abs(weight) <= fullPercent, noPercentage);
    ensureShortPermlink(permlink);
  },
  apply,
});

function apply(fields: VoteFields, context: RuleContext): void {
  const { state, now } = context;
  const comment = getComment(state, fields.author, fields.permlink);
  const voter = getAccount(state, fields.voter);
  if (now >= comment.cashoutAt) return;
  if (fields.weight > 0) ensure(comment.options.allowVotes, votesForbidden);
  const before = state.votes.find(voteKey(comment, voter.name));
  if (before) ensure(before.percent !== fields.weight, identical);
  else ensure(fields.weight !== 0, zeroWeight);

  const cost = voteCost(voter, Math.abs(fields.weight));
  state.accounts.set(voter.name, spendMana(voter, fields.weight, cost, now));
  const rshares = rsharesOf(fields.weight, cost, comment, now);
  const after = newVote(fields, rshares, comment, now);
  state.votes.set(voteKey(comment, voter.name), after);
  const changed = withVote(comment, before, after);
  state.comments.set(commentKey(comment.author, comment.permlink), changed);
  context.emit(["effective_comment_vote", effectiveVote(changed, after)]);
}

/** Takes the cost from the bars. A downvote drinks from its own pool first. */
function spendMana(voter: AccountState, weight: number, cost: bigint, now: Seconds): AccountState {
  const up = manaAt(voter.upvoteMana, maxUpvoteMana(voter), now);
  const down = manaAt(voter.downvoteMana, maxDownvoteMana(voter), now);
  if (weight < 0) ensure(up + down > cost, noDownvoteMana, { v: Number(up), d: Number(down), r: Number(cost) });
  else ensure(up >= cost, noUpvoteMana, { v: Number(up), r: Number(cost) });
  const fromDown = weight < 0 ? (cost < down ? cost : down) : 0n;
  return {
    ...voter,
    upvoteMana: { mana: up - (cost - fromDown), updatedAt: now },
    downvoteMana: { mana: down - fromDown, updatedAt: now },
    lastVote: now,
  };
}

/** Strength of the vote: the mana it cost less the dust, and in the last twelve hours in proportion to the time left. */
function rsharesOf(weight: number, cost: bigint, comment: CommentState, now: Seconds): bigint {
  const strength = cost > voteDustThreshold ? cost - voteDustThreshold : 0n;
  const left = comment.cashoutAt - now;
  const scaled = left < upvoteLockoutSeconds ? (strength * BigInt(left)) / BigInt(upvoteLockoutSeconds) : strength;
  return weight < 0 ? -scaled : scaled;
}

function newVote(fields: VoteFields, rshares: bigint, comment: CommentState, now: Seconds): VoteState {
  return {
    voter: fields.voter,
    percent: fields.weight,
    rshares,
    curationWeight:
      rshares > 0n && comment.options.allowCurationRewards ? rshares / curationDivisor(now - comment.createdAt) : 0n,
    votedAt: now,
  };
}

/** Curators are paid in full on the first day, half on the next two, an eighth later (HF25). */
function curationDivisor(age: Seconds): bigint {
  if (age < earlyVotingSeconds) return 1n;
  return age < earlyVotingSeconds + midVotingSeconds ? 2n : 8n;
}

function withVote(comment: CommentState, before: VoteState | undefined, after: VoteState): CommentState {
  const { netRshares, voteRshares, weight, net } = comment.votes;
  return {
    ...comment,
    votes: {
      netRshares: netRshares - (before?.rshares ?? 0n) + after.rshares,
      voteRshares: voteRshares - positive(before?.rshares ?? 0n) + positive(after.rshares),
      weight: weight - (before?.curationWeight ?? 0n) + after.curationWeight,
      net: net - Math.sign(before?.percent ?? 0) + Math.sign(after.percent),
    },
    voters: before ? comment.voters : [...comment.voters, after.voter],
  };
}

function effectiveVote(comment: CommentState, { voter, curationWeight, rshares }: VoteState): Record<string, unknown> {
  return {
    voter,
    author: comment.author,
    permlink: comment.permlink,
    weight: Number(curationWeight),
    rshares: Number(rshares),
    total_vote_weight: Number(comment.votes.weight),
    pending_payout: pendingPayoutText(comment),
  };
}

function positive(value: bigint): bigint {
  return value > 0n ? value : 0n;
}

function voteAssertion(expression: string, format: string): ReturnType<typeof stateAssertion> {
  return {
    ...stateAssertion(expression, format),
    place: { file: "hive_evaluator.cpp", method: "hf20_vote_evaluator" },
  };
}
