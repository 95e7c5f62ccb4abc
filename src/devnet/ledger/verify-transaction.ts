import { ensure, type Assertion } from "../assertion.ts";
import { maximumTransactionSize } from "../chain-constants.ts";
import type { Seconds } from "../state/account.ts";
import type { LedgerTransaction } from "./ledger-transaction.ts";
import { ensureAlive, ensureOnThisChain } from "./lifetime.ts";
import { signingKeys } from "./signing-keys.ts";

/** What a transaction is held against. */
export interface VerifyContext {
  readonly now: Seconds;
  readonly prefix: string;
  isKnown(transaction: LedgerTransaction): boolean;
  findIdByLowBits(low: number): string | undefined;
}

const known: Assertion = {
  expression: "!is_known_transaction( trx_id )",
  format: "Duplicate transaction check failed",
  place: { file: "database.cpp", method: "_push_transaction" },
};
const tooLarge: Assertion = {
  expression: "trx_size <= trx_size_limit",
  format: "Transaction too large - size = ${trx_size}, limit ${trx_size_limit}",
  place: { file: "database.cpp", method: "process_non_fast_confirm_transaction" },
};

const noOperations: Assertion = {
  expression: "operations.size() > 0",
  format: "A transaction must have at least one operation",
  place: { file: "transaction.cpp", method: "validate" },
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
  ensure(operations.length > 0, noOperations, { trx: transaction.wire });
  for (const operation of operations) operation.validate();
  return signingKeys(transaction, context.prefix);
}
