import { isFields, type Fields } from "../chain/wire/fields.ts";
import type { WireOperation } from "../chain/wire/wire-transaction.ts";

/**
 * Prices in resource credits. hived's move with five pools that all transactions of a chain drink from; these stand still
 * and fit what a hived 1.28 testnet charged: a vote 2.3e7, a transfer 2.5e7, a short comment 3.3e9, one of 60,000
 * bytes 5.2e9.
 */
const perByte = 29_800;
const perMarketByte = 190_000;
const perStateByteHour = 780;
const perExecutionUnit = 10;

/** What every transaction takes to check, with one signature, and to remember for an hour. */
const transactionExecution = 100_787;
const transactionState = 128;

/** What an operation takes: bytes of state times the hours for which they stay, and time to execute. */
interface Usage {
  readonly state: number;
  readonly execution: number;
  readonly isMarket?: boolean;
}

// The figures are hived 1.28's, from rc_api.get_resource_params.
const usages: Readonly<Record<string, (fields: Fields) => Usage>> = {
  account_create: (fields) => ({ state: 46_953_600 + authorityState(fields), execution: 38_710 }),
  account_update: () => ({ state: 0, execution: 13_322 }),
  account_update2: () => ({ state: 0, execution: 13_648 }),
  account_witness_proxy: () => ({ state: 0, execution: 58_126 }),
  account_witness_vote: ({ approve }) => ({ state: approve === true ? 1_191_360 : 0, execution: 14_741 }),
  cancel_transfer_from_savings: () => ({ state: 0, execution: 3_154 }),
  claim_account: () => ({ state: 0, execution: 8_781, isMarket: true }),
  claim_reward_balance: () => ({ state: 0, execution: 27_561 }),
  comment: ({ permlink }) => ({ state: 4_237_056 + 168 * lengthOf(permlink), execution: 66_178 }),
  comment_options: ({ extensions }) => ({ state: 1_344 * sharesIn(extensions), execution: 6_202 }),
  create_claimed_account: (fields) => ({ state: 46_953_600 + authorityState(fields), execution: 58_415 }),
  custom_json: () => ({ state: 0, execution: 1_509 }),
  delegate_vesting_shares: ({ vesting_shares: shares }) => ({
    state: String(shares).startsWith("0.000000") ? 14_400 : 1_927_200,
    execution: 16_727,
  }),
  delete_comment: () => ({ state: 0, execution: 18_050 }),
  transfer: () => ({ state: 0, execution: 5_999, isMarket: true }),
  transfer_from_savings: () => ({ state: 16_704, execution: 17_550 }),
  transfer_to_savings: () => ({ state: 0, execution: 6_523 }),
  transfer_to_vesting: () => ({ state: 11_520, execution: 42_245, isMarket: true }),
  vote: () => ({ state: 24_192, execution: 18_312 }),
  withdraw_vesting: () => ({ state: 0, execution: 221_526 }),
};

/** What a transaction of this size (bytes, signatures included) with these operations costs, in resource credits. */
export function resourceCost(size: number, operations: readonly WireOperation[]): bigint {
  const all = operations.map(([name, fields]) => usages[name]?.(fields) ?? { state: 0, execution: 0 });
  const state = all.reduce((sum, usage) => sum + usage.state, transactionState);
  const execution = all.reduce((sum, usage) => sum + usage.execution, transactionExecution);
  const isMarket = all.some((usage) => usage.isMarket === true);
  const bytes = size * (perByte + (isMarket ? perMarketByte : 0));
  return BigInt(bytes + state * perStateByteHour + execution * perExecutionUnit);
}

function lengthOf(text: unknown): number {
  return typeof text === "string" ? text.length : 0;
}

function sharesIn(extensions: unknown): number {
  if (!Array.isArray(extensions)) return 0;
  const lists = extensions.map((extension: unknown) =>
    Array.isArray(extension) ? membersOf(extension[1], "beneficiaries") : 0,
  );
  return lists.reduce((sum, count) => sum + count, 0);
}

function authorityState(fields: Fields): number {
  const authorities = [fields["owner"], fields["active"], fields["posting"]];
  const keys = authorities.reduce<number>((sum, one) => sum + membersOf(one, "key_auths"), 0);
  const accounts = authorities.reduce<number>((sum, one) => sum + membersOf(one, "account_auths"), 0);
  return keys * 1_576_800 + accounts * 1_051_200;
}

function membersOf(value: unknown, name: string): number {
  const members = isFields(value) ? value[name] : undefined;
  return Array.isArray(members) ? members.length : 0;
}
