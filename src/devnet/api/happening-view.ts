import { naiOperation } from "../../chain/wire/nai-form.ts";
import { noBlockId } from "../chain-constants.ts";
import type { Happening, LedgerBlock } from "../ledger/block-log.ts";
import { timeText } from "./chain-properties.ts";

const noTransaction = 4_294_967_295; // how hived writes "belongs to none"

/** One thing that happened, as account_history_api answers it. */
export function naiHappening(block: LedgerBlock, one: Happening): object {
  return { ...place(block, one), op: naiOperation(one.operation), operation_id: 0 };
}

/** The same as condenser_api answers it. */
export function legacyHappening(block: LedgerBlock, one: Happening): object {
  return { ...place(block, one), op: one.operation };
}

/** What happened in a block, as account_history_api answers it. */
export function naiHappenings(block: LedgerBlock, isOnlyVirtual: boolean): object[] {
  return select(block, isOnlyVirtual).map((one) => naiHappening(block, one));
}

/** What happened in a block, as condenser_api answers it. */
export function legacyHappenings(block: LedgerBlock, isOnlyVirtual: boolean): object[] {
  return select(block, isOnlyVirtual).map((one) => legacyHappening(block, one));
}

function select(block: LedgerBlock, isOnlyVirtual: boolean): readonly Happening[] {
  return isOnlyVirtual ? block.happenings.filter((one) => one.isVirtual) : block.happenings;
}

function place(block: LedgerBlock, one: Happening): object {
  const transaction = one.transaction === undefined ? undefined : block.transactions[one.transaction];
  return {
    trx_id: transaction?.id ?? noBlockId,
    block: block.number,
    trx_in_block: one.transaction ?? noTransaction,
    op_in_trx: one.index,
    virtual_op: one.isVirtual,
    timestamp: timeText(block.at),
  };
}
