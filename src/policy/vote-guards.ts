import { voteCost } from "../chain/voting-mana.ts";
import { scoreOf } from "../decision/decision.ts";
import type { VoteWeights } from "../decision/vote-weights.ts";
import { after, defer, defineGuard, deny, percent } from "./define-guard.ts";
import type { Guard } from "./guard.ts";

const hour = 3_600_000;
const day = 24 * hour;
const payoutAfter = 7 * day; // HIVE_CASHOUT_WINDOW_SECONDS
/** HIVE_UPVOTE_LOCKOUT: in this time before the payout a vote weighs the less the later it comes, and costs as much. */
const lockout = 12 * hour;
/** HIVE_VOTING_MANA_REGENERATION_SECONDS: what is empty is full after this. */
const regeneration = 5 * day;

/** A vote on a paid-out post is accepted by the chain and does nothing but cost; shortly before, it weighs less. */
export function openPayout(): Guard {
  return defineGuard("open-payout", ["upvote"], (_, { isPaidOut, createdAt, now }) => {
    if (isPaidOut) return deny("the post has been paid out");
    const isLate = createdAt !== undefined && now.getTime() >= createdAt.getTime() + payoutAfter - lockout;
    return isLate ? deny("it is paid out within 12 hours: a vote would weigh less than it costs") : undefined;
  });
}

/** Never votes twice: a second vote would change the first one, and cost as much. */
export function voteOnce(): Guard {
  return defineGuard("vote-once", ["upvote"], (_, { hasVoted, account }) =>
    hasVoted ? deny(`@${account} has voted for it already`) : undefined,
  );
}

/** Only posts that the model finds good enough get a vote. */
export function leastScore(least: number): Guard {
  return defineGuard("min-score", ["upvote"], (decision) => {
    const score = scoreOf(decision) ?? 0;
    return score >= least ? undefined : deny(`it scored ${score} of 10, ${least} are asked for`);
  });
}

/** Spreads so many votes over the day: each waits until its share of the day has passed since the last. */
export function votesPerDay(limit: number): Guard {
  const spacing = day / limit;
  return defineGuard("votes-per-day", ["upvote"], (_, { votesToday, lastVoteAt, now }) => {
    const until = lastVoteAt && after(lastVoteAt, spacing);
    if (until && until > now)
      return defer(`its ${limit} votes are spread over the day, the last one was just now`, until);
    return votesToday < limit ? undefined : defer(`${votesToday} of ${limit} votes of this day are used`);
  });
}

/** Keeps voting mana at or above the floor (basis points), what this vote takes included. */
export function votingMana(keep: number, weights: VoteWeights): Guard {
  return defineGuard("keep-voting-mana", ["upvote"], ({ upvote }, { votingMana: left, now }) => {
    const cost = voteCost(weights[upvote?.strength ?? "full"]);
    const lacking = keep / 10_000 + cost - left;
    if (lacking <= 0) return undefined;
    const because = `voting mana is at ${percent(left)}, the vote takes ${(cost * 100).toFixed(2)}%, ${keep / 100}% are kept`;
    const isReachable = keep / 10_000 + cost <= 1;
    // A second more: what comes back within it is more than what rounding can hide.
    return defer(because, isReachable ? after(now, Math.ceil(lacking * regeneration) + 1_000) : undefined);
  });
}
