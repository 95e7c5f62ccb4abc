import { blockNumberOf } from "../../chain/wire/block-id.ts";
import { SkepError } from "../../shared/errors.ts";
import type { Ledger } from "../ledger/ledger.ts";

/** A chain that is being brought to where it was. */
export type RestoringLedger = Pick<Ledger, "blocks" | "fork" | "head" | "produce" | "push">;

/** What a block was made from, and its id. Fields as block_api has them. */
export interface KeptBlock {
  readonly block_id: string;
  readonly timestamp: string;
  readonly transactions: readonly unknown[];
}

/**
 * Makes a block again from its transactions, by the rules. A block whose number the chain has already is the first of a
 * fork, or one that the fork made. Throws `store_corrupt` when it comes out as another block, and what the rules say
 * where they refuse a transaction.
 */
export function restoreBlock(ledger: RestoringLedger, { block_id: id, timestamp, transactions }: KeptBlock): void {
  const number = blockNumberOf(id);
  const depth = ledger.head().number - number + 1;
  if (depth > 0 && ledger.blocks.find(number)?.id === id) return;
  if (depth > 0) ledger.fork(depth, "dropped");
  else {
    for (const transaction of transactions) ledger.push(transaction);
    ledger.produce(Date.parse(`${timestamp}Z`) / 1000);
  }
  const made = ledger.blocks.find(number)?.id;
  if (made !== id) {
    throw new SkepError("store_corrupt", `block ${number} came out as ${made}: another version of the rules made it`);
  }
}
