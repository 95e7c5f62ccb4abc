import { NodeError } from "../node-error.ts";
import { isMissingAuthority } from "./authority.ts";
import { inLegacyPacking, readTransaction, type LedgerTransaction, type Network } from "./ledger-transaction.ts";
import { withTrail, withTrailOfBoth } from "./refusal-trail.ts";

/**
 * Reads a transaction and hands it to `accept`, which throws a `NodeError` to refuse it. As in hived it is tried with
 * assets packed as numbers first, and with symbols where its signatures satisfy no authority: whoever signed either is
 * served, and the id is that of what was signed. Throws the `NodeError` of the refusal.
 */
export function acceptTransaction(
  input: unknown,
  network: Network,
  accept: (transaction: LedgerTransaction) => void,
): LedgerTransaction {
  const transaction = readTransaction(input, network);
  const { wire } = transaction;
  const refusal = refusalOf(transaction, accept);
  if (!refusal) return transaction;
  if (!isMissingAuthority(refusal)) throw withTrail(refusal, wire);
  const legacy = inLegacyPacking(transaction, network);
  if (!legacy) throw withTrailOfBoth(refusal, wire);
  const second = refusalOf(legacy, accept);
  if (!second) return legacy;
  throw isMissingAuthority(second) ? withTrailOfBoth(second, wire) : withTrail(second, wire);
}

function refusalOf(
  transaction: LedgerTransaction,
  accept: (transaction: LedgerTransaction) => void,
): NodeError | undefined {
  try {
    accept(transaction);
    return undefined;
  } catch (error) {
    if (error instanceof NodeError) return error;
    throw error;
  }
}
