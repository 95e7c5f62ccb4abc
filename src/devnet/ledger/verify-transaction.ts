import { ensure, type Assertion } from "../assertion.ts";
import { maximumTransactionSize } from "../chain-constants.ts";
import type { Seconds } from "../state/account.ts";
import { signingKeys } from "./authority.ts";
import type { LedgerTransaction } from "./ledger-transaction.ts";
import { ensureAlive, ensureOnThisChain } from "./lifetime.ts";

/** What a transaction is held against. */
export interface VerifyContext {
  readonly now: Seconds;
  readonly chainId: string;
  readonly prefix: string;
  isKnown(transaction: LedgerTransaction): boolean;
  findIdByLowBits(low: number): string | undefined;
}

const known: Assertion = {
  expression: "!is_known_transaction( trx_id )",
  format: "Duplicate transaction check failed",
  hash: "13387939760965089378",
  place: { file: "database.cpp", method: "_push_transaction" },
};
const tooLarge: Assertion = {
  expression: "trx_size <= trx_size_limit",
  format: "Transaction too large - size = ${trx_size}, limit ${trx_size_limit}",
  hash: "8449627523781368410",
  place: { file: "database.cpp", method: "process_non_fast_confirm_transaction" },
};

/**
 * Checks everything about a transaction that does not need the state, in hived's order, and returns the keys that signed
 * it. Throws the `NodeError` of the first thing that is wrong.
 */
export function verifyTransaction(transaction: LedgerTransaction, context: VerifyContext): ReadonlySet<string> {
  const { id, size, operations } = transaction;
  ensure(size <= maximumTransactionSize, tooLarge, { trx_size: size, trx_size_limit: maximumTransactionSize });
  ensure(!context.isKnown(transaction), known, { trx_id: id });
  ensureAlive(transaction, context.now);
  ensureOnThisChain(transaction, (low) => context.findIdByLowBits(low));
  for (const operation of operations) operation.validate();
  return signingKeys(transaction, context.chainId, context.prefix);
}
