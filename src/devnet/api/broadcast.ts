import type { LedgerTransaction } from "../ledger/ledger-transaction.ts";
import type { Ledger } from "../ledger/ledger.ts";

/** Where a transaction came to rest, as condenser_api.broadcast_transaction_synchronous answers it. */
export interface Inclusion {
  readonly id: string;
  /** Of the block it is in; where it expired, of the first block that was too late for it. */
  readonly block_num: number;
  /** -1 where it expired. */
  readonly trx_num: number;
  /** -1 where it expired. */
  readonly rc_cost: number;
  readonly expired: boolean;
}

/** Takes a transaction in and answers once it is in a block, or can be in none any more. Throws the `NodeError` of a
 * refusal. */
export async function broadcastAndWait(ledger: Ledger, input: unknown): Promise<Inclusion> {
  const transaction = ledger.push(input);
  let outcome = outcomeOf(ledger, transaction);
  while (!outcome) {
    await ledger.nextBlock();
    outcome = outcomeOf(ledger, transaction);
  }
  return outcome;
}

function outcomeOf(ledger: Ledger, { id, cost, expiresAt }: LedgerTransaction): Inclusion | undefined {
  const found = ledger.blocks.findTransaction(id);
  if (found) return { id, block_num: found.block.number, trx_num: found.index, rc_cost: Number(cost), expired: false };
  const { number, at } = ledger.head();
  return expiresAt < at ? { id, block_num: number, trx_num: -1, rc_cost: -1, expired: true } : undefined;
}
