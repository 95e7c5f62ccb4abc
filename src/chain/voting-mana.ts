const fullWeight = 10_000; // HIVE_100_PERCENT
const fullVoteShare = 1 / 50; // hived since HF28: 86,400 / (10 * 432,000) of the maximum, whatever is left
const regenerationMilliseconds = 432_000_000; // HIVE_VOTING_MANA_REGENERATION_SECONDS
/** HIVE_VOTE_DUST_THRESHOLD: taken off every vote, in rshares. */
const dust = 50_000_000;

/** What a vote of this weight (basis points) takes of the voting mana, as a share of its maximum. */
export function voteCost(weight: number): number {
  return (Math.abs(weight) / fullWeight) * fullVoteShare;
}

/** One vote and when it was cast. */
export interface CastVote {
  readonly at: Date;
  /** Basis points. */
  readonly weight: number;
}

/**
 * The share of its voting mana that an account has left after these votes (oldest first), had it been full before the
 * first of them: what was spent comes back within five days, evenly, and there is never more than all. Pure.
 */
export function manaAfter(votes: readonly CastVote[], now: Date): number {
  let mana = 1;
  let then = 0;
  for (const { at, weight } of votes) {
    mana = Math.max(0, regained(mana, at.getTime() - then) - voteCost(weight));
    then = at.getTime();
  }
  return votes.length === 0 ? 1 : regained(mana, now.getTime() - then);
}

function regained(mana: number, milliseconds: number): number {
  return Math.min(1, mana + Math.max(0, milliseconds) / regenerationMilliseconds);
}

/** The rshares of a vote by an account with so much stake (millionths of VESTS); 0: it is dust and worth nothing. */
export function voteStrength(stake: number, weight: number): number {
  return Math.max(0, stake * voteCost(weight) - dust);
}
