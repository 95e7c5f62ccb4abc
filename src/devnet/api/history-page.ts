import { ensure, type Assertion } from "../assertion.ts";
import type { HistoryEntry } from "../ledger/account-history.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { readInteger } from "../rules/field.ts";

/** Which lines of an account's history are wanted. */
export interface HistoryQuery {
  readonly account: string;
  /** The number of the last line, or -1 for the newest. */
  readonly start: unknown;
  readonly limit: unknown;
  /** Bit masks over operation numbers, 64 bits each; nothing given means every operation. */
  readonly filterLow: unknown;
  readonly filterHigh: unknown;
  readonly isReversibleIncluded: boolean;
}

const maxLimit = 1000;
const place = { file: "account_history_api.cpp", method: "get_account_history" };
const overLimit: Assertion = {
  expression: `args.limit <= ${maxLimit}`,
  format: "limit of ${l} is greater than maxmimum allowed",
  place,
};
const startBelowLimit: Assertion = {
  expression: "args.start >= args.limit-1",
  format: "start must be greater than or equal to limit-1 (start is 0-based index)",
  place,
};

// Numbers of operations in hive/protocol/operations.hpp, as far as this chain has them.
const operationNumbers: Readonly<Record<string, number>> = {
  vote: 0,
  comment: 1,
  transfer: 2,
  transfer_to_vesting: 3,
  withdraw_vesting: 4,
  account_create: 9,
  account_update: 10,
  account_witness_vote: 12,
  account_witness_proxy: 13,
  delete_comment: 17,
  custom_json: 18,
  comment_options: 19,
  claim_account: 22,
  create_claimed_account: 23,
  transfer_to_savings: 32,
  transfer_from_savings: 33,
  cancel_transfer_from_savings: 34,
  claim_reward_balance: 39,
  delegate_vesting_shares: 40,
  account_update2: 43,
  author_reward: 51,
  curation_reward: 52,
  comment_reward: 53,
  fill_transfer_from_savings: 59,
  comment_payout_update: 61,
  return_vesting_delegation: 62,
  comment_benefactor_reward: 63,
  producer_reward: 64,
  effective_comment_vote: 72,
  transfer_to_vesting_completed: 77,
  account_created: 80,
  proxy_cleared: 91,
};

/** The lines that are wanted with their numbers, oldest first. Throws a `NodeError` for limits that hived refuses. */
export function historyPage(ledger: Ledger, query: HistoryQuery): readonly (readonly [number, HistoryEntry])[] {
  const start = readInteger(query.start ?? -1);
  const limit = readInteger(query.limit ?? maxLimit, "uint64_t");
  ensure(limit <= maxLimit, overLimit, { l: limit });
  if (start >= 0) ensure(start >= limit - 1, startBelowLimit);
  const lastBlock = query.isReversibleIncluded ? ledger.blocks.length : ledger.irreversibleNumber();
  const mask = maskOf(query.filterLow, query.filterHigh);
  const history = ledger.history.of(query.account);
  const page: (readonly [number, HistoryEntry])[] = [];
  const from = start < 0 ? history.length - 1 : Math.min(start, history.length - 1);
  for (let number = from; number >= 0 && page.length < limit; number -= 1) {
    const entry = history[number];
    if (entry && entry.block.number <= lastBlock && isWanted(entry, mask)) page.push([number, entry]);
  }
  return page.toReversed();
}

function maskOf(low: unknown, high: unknown): bigint | undefined {
  if ((low ?? high) === undefined) return undefined;
  return BigInt(readInteger(low, "uint64_t")) | (BigInt(readInteger(high, "uint64_t")) << 64n);
}

function isWanted({ happening }: HistoryEntry, mask: bigint | undefined): boolean {
  if (mask === undefined) return true;
  const number = operationNumbers[happening.operation[0]];
  return number !== undefined && (mask & (1n << BigInt(number))) !== 0n;
}
