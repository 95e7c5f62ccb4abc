import { hbdText, hiveText, vestsText } from "../amount.ts";
import { maxUpvoteMana } from "../mana.ts";
import type { AccountState, ManaBar } from "../state/account.ts";
import { timeText, withNaiAssets } from "./chain-properties.ts";

const never = "1969-12-31T23:59:59";
const epoch = timeText(0);

/** An account as condenser_api.get_accounts answers it. */
export function condenserAccount(account: AccountState): Readonly<Record<string, unknown>> {
  const max = maxUpvoteMana(account);
  return {
    ...shared(account),
    voting_power: max === 0n ? 0 : Number((account.upvoteMana.mana * 10_000n) / max),
    vesting_balance: "0.000 HIVE",
    reputation: rawReputation(account.reputation),
    transfer_history: [],
    market_history: [],
    post_history: [],
    vote_history: [],
    other_history: [],
    witness_votes: account.witnessVotes,
    tags_usage: [],
    guest_bloggers: [],
  };
}

/** An account as database_api.find_accounts answers it. */
export function databaseAccount(account: AccountState): Readonly<Record<string, unknown>> {
  return withNaiAssets({ ...shared(account), is_smt: false });
}

/** The number from which people's score of 25 and up is made: a logarithm of it. */
export function rawReputation(score: number): number {
  return score <= 25 ? 0 : Math.round(10 ** ((score - 25) / 9 + 9));
}

function shared(account: AccountState): Readonly<Record<string, unknown>> {
  return {
    id: account.id,
    name: account.name,
    owner: account.owner,
    active: account.active,
    posting: account.posting,
    memo_key: account.memoKey,
    json_metadata: account.jsonMetadata,
    posting_json_metadata: account.postingJsonMetadata,
    proxy: account.proxy,
    last_owner_update: timeText(account.ownerUpdates[0]),
    previous_owner_update: timeText(account.ownerUpdates[1]),
    last_account_update: timeText(account.updatedAt),
    created: timeText(account.createdAt),
    mined: false,
    recovery_account: account.recoveryAccount,
    last_account_recovery: epoch,
    reset_account: "null",
    comment_count: 0,
    lifetime_vote_count: 0,
    post_count: account.postCount,
    can_vote: true,
    voting_manabar: bar(account.upvoteMana),
    downvote_manabar: bar(account.downvoteMana),
    ...money(account),
    pending_transfers: 0,
    curation_rewards: 0,
    posting_rewards: 0,
    proxied_vsf_votes: [0, 0, 0, 0],
    witnesses_voted_for: account.witnessVotes.length,
    last_post: timeText(account.lastPost),
    last_root_post: timeText(account.lastRootPost),
    last_post_edit: timeText(account.lastEdit),
    last_vote_time: timeText(account.lastVote),
    post_bandwidth: 0,
    pending_claimed_accounts: account.claimedAccounts,
    governance_vote_expiration_ts: never,
    delayed_votes: [],
    open_recurrent_transfers: 0,
  };
}

function money(account: AccountState): Readonly<Record<string, unknown>> {
  return {
    balance: hiveText(account.hive),
    savings_balance: hiveText(account.savings.hive),
    hbd_balance: hbdText(account.hbd),
    hbd_seconds: "0",
    hbd_seconds_last_update: epoch,
    hbd_last_interest_payment: epoch,
    savings_hbd_balance: hbdText(account.savings.hbd),
    savings_hbd_seconds: "0",
    savings_hbd_seconds_last_update: epoch,
    savings_hbd_last_interest_payment: epoch,
    savings_withdraw_requests: account.savings.withdrawals,
    reward_hbd_balance: hbdText(account.rewards.hbd),
    reward_hive_balance: hiveText(account.rewards.hive),
    reward_vesting_balance: vestsText(account.rewards.vests),
    reward_vesting_hive: hiveText(account.rewards.vestsInHive),
    vesting_shares: vestsText(account.vests),
    delegated_vesting_shares: vestsText(account.delegatedVests),
    received_vesting_shares: vestsText(account.receivedVests),
    vesting_withdraw_rate: vestsText(account.powerDown?.weekly ?? 0n),
    post_voting_power: vestsText(maxUpvoteMana(account)),
    next_vesting_withdrawal: account.powerDown ? timeText(account.powerDown.nextAt) : never,
    withdrawn: 0,
    to_withdraw: Number(account.powerDown?.total ?? 0n),
    withdraw_routes: 0,
  };
}

function bar({ mana, updatedAt }: ManaBar): { readonly current_mana: number; readonly last_update_time: number } {
  return { current_mana: Number(mana), last_update_time: updatedAt };
}
