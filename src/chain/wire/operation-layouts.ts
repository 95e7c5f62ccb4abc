import { list, nothing, optional, pair, record, sorted, variant, type Layout } from "./layout.ts";
import { asset, flag, hex, int16, int64, publicKey, text, time, uint16, uint32, uint8 } from "./scalar-layout.ts";

/** The number of an operation, and its fields. */
interface OperationLayout {
  readonly number: number;
  readonly fields: Layout;
}

const lengthPrefix = 1; // of an account name, which is short: hived compares names without it
const names = sorted(text, (packed) => packed.subarray(lengthPrefix));
const authority = record({
  weight_threshold: uint32,
  account_auths: sorted(pair(text, uint16), (packed) => packed.subarray(lengthPrefix, -2)),
  key_auths: sorted(pair(publicKey, uint16)),
});
const price = record({ base: asset, quote: asset });
const numbers = list(int64); // hived refuses them in any order but the sorted one
const noExtensions = list(nothing);
const shares = record({ beneficiaries: list(record({ account: text, weight: uint16 })) });
const newKeys = { owner: authority, active: authority, posting: authority, memo_key: publicKey, json_metadata: text };
const savings = { from: text, to: text, amount: asset, memo: text };
const conversion = { owner: text, requestid: uint32, amount: asset };
const escrow = { from: text, to: text, agent: text, who: text };

/**
 * Every operation that people sign, with its number in hive/protocol/operations.hpp and its fields in the order of
 * hive/protocol/hive_operations.hpp. Left out: witnesses' block-level operations and those the chain no longer takes.
 */
export const operationLayouts: ReadonlyMap<string, OperationLayout> = new Map([
  operation("vote", 0, { voter: text, author: text, permlink: text, weight: int16 }),
  operation("comment", 1, {
    parent_author: text,
    parent_permlink: text,
    author: text,
    permlink: text,
    title: text,
    body: text,
    json_metadata: text,
  }),
  operation("transfer", 2, { from: text, to: text, amount: asset, memo: text }),
  operation("transfer_to_vesting", 3, { from: text, to: text, amount: asset }),
  operation("withdraw_vesting", 4, { account: text, vesting_shares: asset }),
  operation("limit_order_create", 5, {
    owner: text,
    orderid: uint32,
    amount_to_sell: asset,
    min_to_receive: asset,
    fill_or_kill: flag,
    expiration: time,
  }),
  operation("limit_order_cancel", 6, { owner: text, orderid: uint32 }),
  operation("feed_publish", 7, { publisher: text, exchange_rate: price }),
  operation("convert", 8, conversion),
  operation("account_create", 9, { fee: asset, creator: text, new_account_name: text, ...newKeys }),
  operation("account_update", 10, {
    account: text,
    owner: optional(authority),
    active: optional(authority),
    posting: optional(authority),
    memo_key: publicKey,
    json_metadata: text,
  }),
  operation("account_witness_vote", 12, { account: text, witness: text, approve: flag }),
  operation("account_witness_proxy", 13, { account: text, proxy: text }),
  operation("custom", 15, { required_auths: names, id: uint16, data: hex }),
  operation("delete_comment", 17, { author: text, permlink: text }),
  operation("custom_json", 18, { required_auths: names, required_posting_auths: names, id: text, json: text }),
  operation("comment_options", 19, {
    author: text,
    permlink: text,
    max_accepted_payout: asset,
    percent_hbd: uint16,
    allow_votes: flag,
    allow_curation_rewards: flag,
    extensions: list(variant(shares)),
  }),
  operation("set_withdraw_vesting_route", 20, {
    from_account: text,
    to_account: text,
    percent: uint16,
    auto_vest: flag,
  }),
  operation("limit_order_create2", 21, {
    owner: text,
    orderid: uint32,
    amount_to_sell: asset,
    exchange_rate: price,
    fill_or_kill: flag,
    expiration: time,
  }),
  operation("claim_account", 22, { creator: text, fee: asset, extensions: noExtensions }),
  operation("create_claimed_account", 23, {
    creator: text,
    new_account_name: text,
    ...newKeys,
    extensions: noExtensions,
  }),
  operation("request_account_recovery", 24, {
    recovery_account: text,
    account_to_recover: text,
    new_owner_authority: authority,
    extensions: noExtensions,
  }),
  operation("recover_account", 25, {
    account_to_recover: text,
    new_owner_authority: authority,
    recent_owner_authority: authority,
    extensions: noExtensions,
  }),
  operation("change_recovery_account", 26, {
    account_to_recover: text,
    new_recovery_account: text,
    extensions: noExtensions,
  }),
  operation("escrow_transfer", 27, {
    from: text,
    to: text,
    hbd_amount: asset,
    hive_amount: asset,
    escrow_id: uint32,
    agent: text,
    fee: asset,
    json_meta: text,
    ratification_deadline: time,
    escrow_expiration: time,
  }),
  operation("escrow_dispute", 28, { ...escrow, escrow_id: uint32 }),
  operation("escrow_release", 29, {
    ...escrow,
    receiver: text,
    escrow_id: uint32,
    hbd_amount: asset,
    hive_amount: asset,
  }),
  operation("escrow_approve", 31, { ...escrow, escrow_id: uint32, approve: flag }),
  operation("transfer_to_savings", 32, savings),
  operation("transfer_from_savings", 33, { from: text, request_id: uint32, to: text, amount: asset, memo: text }),
  operation("cancel_transfer_from_savings", 34, { from: text, request_id: uint32 }),
  operation("decline_voting_rights", 36, { account: text, decline: flag }),
  operation("claim_reward_balance", 39, { account: text, reward_hive: asset, reward_hbd: asset, reward_vests: asset }),
  operation("delegate_vesting_shares", 40, { delegator: text, delegatee: text, vesting_shares: asset }),
  operation("account_create_with_delegation", 41, {
    fee: asset,
    delegation: asset,
    creator: text,
    new_account_name: text,
    ...newKeys,
    extensions: noExtensions,
  }),
  operation("account_update2", 43, {
    account: text,
    owner: optional(authority),
    active: optional(authority),
    posting: optional(authority),
    memo_key: optional(publicKey),
    json_metadata: text,
    posting_json_metadata: text,
    extensions: noExtensions,
  }),
  operation("create_proposal", 44, {
    creator: text,
    receiver: text,
    start_date: time,
    end_date: time,
    daily_pay: asset,
    subject: text,
    permlink: text,
    extensions: noExtensions,
  }),
  operation("update_proposal_votes", 45, {
    voter: text,
    proposal_ids: numbers,
    approve: flag,
    extensions: noExtensions,
  }),
  operation("remove_proposal", 46, { proposal_owner: text, proposal_ids: numbers, extensions: noExtensions }),
  operation("update_proposal", 47, {
    proposal_id: int64,
    creator: text,
    daily_pay: asset,
    subject: text,
    permlink: text,
    extensions: list(variant(nothing, record({ end_date: time }))),
  }),
  operation("collateralized_convert", 48, conversion),
  operation("recurrent_transfer", 49, {
    from: text,
    to: text,
    amount: asset,
    memo: text,
    recurrence: uint16,
    executions: uint16,
    extensions: list(variant(nothing, record({ pair_id: uint8 }))),
  }),
]);

function operation(name: string, number: number, fields: Readonly<Record<string, Layout>>): [string, OperationLayout] {
  return [name, { number, fields: record(fields) }];
}
