import { downvotePoolPercent, fullPercent, regenerationSeconds } from "./chain-constants.ts";
import type { AccountState, ManaBar, Seconds } from "./state/account.ts";

/** What a mana bar holds at a time: it fills up in five days, linearly, and never over its maximum. */
export function manaAt(bar: ManaBar, max: bigint, now: Seconds): bigint {
  const elapsed = BigInt(Math.max(0, now - bar.updatedAt));
  const mana = bar.mana + (max * elapsed) / BigInt(regenerationSeconds);
  return mana > max ? max : mana;
}

/** The most voting mana an account can have: its own stake, less what it lends and this week's part of a power down,
 * and what others lend it. */
export function maxUpvoteMana({ vests, delegatedVests, receivedVests, powerDown }: AccountState): bigint {
  return vests - delegatedVests + receivedVests - (powerDown?.weekly ?? 0n);
}

/** The most downvote mana: a quarter of the other. */
export function maxDownvoteMana(account: AccountState): bigint {
  return poolShare(maxUpvoteMana(account));
}

/** What a vote of this weight (basis points, without sign) costs since HF28: 2 % of the maximum at full weight,
 * whatever is left. */
export function voteCost(account: AccountState, weight: number): bigint {
  const denominator = 10n * BigInt(regenerationSeconds);
  const numerator = (maxUpvoteMana(account) * BigInt(weight) * 86_400n) / BigInt(fullPercent);
  return (numerator + denominator - 1n) / denominator;
}

/** The account with all its bars raised by new stake. The stake itself is for the caller to add. */
export function addStake(account: AccountState, vests: bigint, now: Seconds): AccountState {
  return withBars(account, vests, now);
}

/** The account with its bars lowered by stake that is gone, to nothing at the least. The stake itself is the caller's. */
export function removeStake(account: AccountState, vests: bigint, now: Seconds): AccountState {
  return withBars(account, -vests, now);
}

function withBars(account: AccountState, vests: bigint, now: Seconds): AccountState {
  const up = manaAt(account.upvoteMana, maxUpvoteMana(account), now) + vests;
  const down = manaAt(account.downvoteMana, maxDownvoteMana(account), now) + poolShare(vests);
  return {
    ...account,
    upvoteMana: { mana: up > 0n ? up : 0n, updatedAt: now },
    downvoteMana: { mana: down > 0n ? down : 0n, updatedAt: now },
  };
}

function poolShare(mana: bigint): bigint {
  return (mana * BigInt(downvotePoolPercent)) / BigInt(fullPercent);
}
