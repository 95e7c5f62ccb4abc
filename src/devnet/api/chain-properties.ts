import { naiAsset } from "../../chain/wire/asset.ts";
import { hiveText, vestsText } from "../amount.ts";
import { wireTime } from "../../chain/wire/wire-transaction.ts";
import {
  blockchainVersion,
  blockSeconds,
  downvotePoolPercent,
  earlyVotingSeconds,
  maximumBlockSize,
  midVotingSeconds,
  totalVestingFund,
  totalVestingShares,
  witnessName,
} from "../chain-constants.ts";
import type { LedgerBlock } from "../ledger/block-log.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Seconds } from "../state/account.ts";
import type { ApiContext } from "./api-context.ts";

/** The dynamic global properties as condenser_api answers them. Supplies are fixed: about mainnet's in 2025. */
export function chainProperties({ ledger }: ApiContext): Readonly<Record<string, unknown>> {
  const { number, id, at } = ledger.head();
  return {
    head_block_number: number,
    head_block_id: id,
    time: timeText(at),
    current_witness: witnessName,
    total_pow: "18446744073709551615",
    num_pow_witnesses: 0,
    virtual_supply: "500000000.000 HIVE",
    current_supply: "460000000.000 HIVE",
    init_hbd_supply: "0.000 HBD",
    current_hbd_supply: "30000000.000 HBD",
    total_vesting_fund_hive: hiveText(totalVestingFund),
    total_vesting_shares: vestsText(totalVestingShares),
    total_reward_fund_hive: "0.000 HIVE",
    total_reward_shares2: "0",
    pending_rewarded_vesting_shares: "0.000000 VESTS",
    pending_rewarded_vesting_hive: "0.000 HIVE",
    hbd_interest_rate: 1500,
    hbd_print_rate: 10_000,
    maximum_block_size: maximumBlockSize,
    current_aslot: slotOf(ledger.head(), ledger),
    recent_slots_filled: "340282366920938463463374607431768211455",
    participation_count: 128,
    last_irreversible_block_num: ledger.irreversibleNumber(),
    vote_power_reserve_rate: 10,
    delegation_return_period: 432_000,
    reverse_auction_seconds: 0,
    available_account_subsidies: 0,
    hbd_stop_percent: 2000,
    hbd_start_percent: 2000,
    next_maintenance_time: timeText(at + 3600),
    last_budget_time: timeText(at),
    next_daily_maintenance_time: timeText(at + 86_400),
    content_reward_percent: 6500,
    vesting_reward_percent: 1500,
    proposal_fund_percent: 1000,
    dhf_interval_ledger: "0.000 HBD",
    downvote_pool_percent: downvotePoolPercent,
    current_remove_threshold: 200,
    early_voting_seconds: earlyVotingSeconds,
    mid_voting_seconds: midVotingSeconds,
    max_consecutive_recurrent_transfer_failures: 10,
    max_recurrent_transfer_end_date: 730,
    min_recurrent_transfers_recurrence: 24,
    max_open_recurrent_transfers: 255,
  };
}

/** Slots of three seconds up to a block, the missed ones among them. */
function slotOf({ at }: LedgerBlock, { blocks }: Ledger): number {
  const passed = (at - (blocks.find(blocks.first)?.at ?? at)) / blockSeconds;
  return blocks.first + passed;
}

/** The version as database_api and condenser_api answer it: what a client recognises the chain by. */
export function chainVersion({ chainId }: ApiContext): Readonly<Record<string, unknown>> {
  return {
    blockchain_version: blockchainVersion,
    hive_revision: "0".repeat(40),
    fc_revision: "0".repeat(40),
    node_type: "testnet",
    chain_id: chainId,
  };
}

/** Turns every amount of money among these fields into the NAI form. */
export function withNaiAssets(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isAmount = (value: unknown): value is string =>
    typeof value === "string" && /^-?\d+\.\d+ (?:HIVE|HBD|VESTS)$/.test(value);
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, isAmount(value) ? naiAsset(value) : value]),
  );
}

/** A time of the chain as its APIs write it. */
export function timeText(at: Seconds): string {
  return wireTime(new Date(at * 1000));
}
