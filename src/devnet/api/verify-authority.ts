import { NodeError } from "../node-error.ts";
import { ensureAuthorized, isMissingAuthority } from "../ledger/authority.ts";
import { inLegacyPacking, readTransaction, type LedgerTransaction } from "../ledger/ledger-transaction.ts";
import { signingKeys } from "../ledger/signing-keys.ts";
import type { ApiContext } from "./api-context.ts";

/** `true` when a transaction, packed either way, has the signatures it needs; nothing else about it is looked at. Throws
 * the `NodeError` of what is missing. */
export function isAuthorized({ ledger, prefix }: ApiContext, input: unknown): true {
  const transaction = readTransaction(input, ledger.network);
  const check = (packed: LedgerTransaction): void => {
    ensureAuthorized(packed, signingKeys(packed, prefix), ledger.pending());
  };
  try {
    check(transaction);
  } catch (error) {
    const legacy =
      error instanceof NodeError && isMissingAuthority(error) && inLegacyPacking(transaction, ledger.network);
    if (!legacy) throw error;
    check(legacy);
  }
  return true;
}
