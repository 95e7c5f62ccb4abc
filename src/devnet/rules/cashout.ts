import type { Fields } from "../../chain/wire/fields.ts";
import type { WireOperation } from "../../chain/wire/wire-transaction.ts";
import { hbdText, hiveText, vestsText } from "../amount.ts";
import { fullPercent } from "../chain-constants.ts";
import { hbdForHive, hiveForHbd, payoutOf } from "../payout.ts";
import type { Rewards, Seconds } from "../state/account.ts";
import type { ChainState } from "../state/chain-state.ts";
import { voteKey, type CommentState, type VoteState } from "../state/comment.ts";
import { vestsFor } from "../vesting-price.ts";

/**
 * Pays out every comment whose seven days are over, in the order in which they were made, as hived does at the end of a
 * block. What is earned waits as rewards of the account until it is claimed. Returns what happened, as operations that
 * nobody signed.
 */
export function payOutComments(state: ChainState, now: Seconds): readonly WireOperation[] {
  const done: WireOperation[] = [];
  let number = (state.counters.find("payout") ?? 0) + 1;
  for (;;) {
    const key = state.commentKeys.find(String(number));
    if (key === undefined) break;
    const comment = state.comments.find(key);
    // A comment that was deleted is gone, or another stands under its name.
    if (comment?.id === number) {
      if (comment.cashoutAt > now) break;
      done.push(...payOut(comment, state));
    }
    number += 1;
  }
  state.counters.set("payout", number - 1);
  return done;
}

// Amounts are in 0.001 HIVE unless their names say otherwise.
function payOut(comment: CommentState, state: ChainState): readonly WireOperation[] {
  const { author, permlink, options } = comment;
  const update: WireOperation = ["comment_payout_update", { author, permlink }];
  const total = hiveForHbd(payoutOf(comment));
  if (total === 0n) return [update];
  const forCurators = total / 2n;
  const forAuthor = total - forCurators;
  const curation = options.allowCurationRewards ? payCurators(comment, forCurators, state) : [];
  const curated = options.allowCurationRewards ? sumOf(curation.map(({ hive }) => hive)) : 0n;
  const shares = options.beneficiaries.map(({ account, weight }) => {
    const hive = (forAuthor * BigInt(weight)) / BigInt(fullPercent);
    return { account, hive, parts: reward(account, hive, options.percentHbd, state) };
  });
  const shared = sumOf(shares.map(({ hive }) => hive));
  const kept = forAuthor - shared;
  const parts = reward(author, kept, options.percentHbd, state);
  return [
    ...curation.map(({ voter, vests }) =>
      ownReward("curation_reward", comment, { curator: voter, reward: vestsText(vests) }),
    ),
    ...shares.map((share) =>
      ownReward("comment_benefactor_reward", comment, { benefactor: share.account, ...partTexts(share.parts) }),
    ),
    ownReward("author_reward", comment, {
      ...partTexts(parts),
      curators_vesting_payout: vestsText(vestsFor(curated)),
    }),
    [
      "comment_reward",
      {
        author,
        permlink,
        payout: hbdText(hbdForHive(forAuthor + curated)),
        author_rewards: Number(kept),
        total_payout_value: hbdText(parts.hbd + hbdForHive(parts.vestsInHive)),
        curator_payout_value: hbdText(hbdForHive(curated)),
        beneficiary_payout_value: hbdText(hbdForHive(shared)),
      },
    ],
    update,
  ];
}

function ownReward(name: string, { author, permlink }: CommentState, fields: Fields): WireOperation {
  return [name, { ...fields, author, permlink, payout_must_be_claimed: true }];
}

interface Curation {
  readonly voter: string;
  readonly hive: bigint;
  readonly vests: bigint;
}

/** Curators share by the weight of their votes, the heaviest first; what is too little for any unit goes to nobody. */
function payCurators(comment: CommentState, all: bigint, state: ChainState): readonly Curation[] {
  const votes = comment.voters.flatMap((voter) => state.votes.find(voteKey(comment, voter)) ?? []);
  const weight = comment.votes.weight;
  return votes
    .filter((vote) => vote.curationWeight > 0n)
    .toSorted((a, b) => heavier(a, b, state))
    .map((vote) => ({ voter: vote.voter, hive: (all * vote.curationWeight) / weight }))
    .filter(({ hive }) => hive > 0n)
    .map(({ voter, hive }) => {
      const vests = vestsFor(hive);
      addRewards(voter, { hive: 0n, hbd: 0n, vests, vestsInHive: hive }, state);
      return { voter, hive, vests };
    });
}

function heavier(a: VoteState, b: VoteState, state: ChainState): number {
  if (a.curationWeight !== b.curationWeight) return a.curationWeight > b.curationWeight ? -1 : 1;
  return (state.accounts.find(a.voter)?.id ?? 0) - (state.accounts.find(b.voter)?.id ?? 0);
}

/** Half in HBD and half in stake; the less HBD the author wants, the more stake. */
function reward(account: string, hive: bigint, percentHbd: number, state: ChainState): Rewards {
  const inHbd = (hive * BigInt(percentHbd)) / BigInt(2 * fullPercent);
  const vestsInHive = hive - inHbd;
  const rewards = { hive: 0n, hbd: hbdForHive(inHbd), vests: vestsFor(vestsInHive), vestsInHive };
  addRewards(account, rewards, state);
  return rewards;
}

function addRewards(name: string, { hive, hbd, vests, vestsInHive }: Rewards, state: ChainState): void {
  const account = state.accounts.find(name);
  if (!account) return;
  const { rewards } = account;
  state.accounts.set(name, {
    ...account,
    rewards: {
      hive: rewards.hive + hive,
      hbd: rewards.hbd + hbd,
      vests: rewards.vests + vests,
      vestsInHive: rewards.vestsInHive + vestsInHive,
    },
  });
}

function partTexts({ hive, hbd, vests }: Rewards): Readonly<Record<string, string>> {
  return { hbd_payout: hbdText(hbd), hive_payout: hiveText(hive), vesting_payout: vestsText(vests) };
}

function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}
