import { named } from "../asset-names.ts";
import { chargeResourceCredits } from "../resource-credits.ts";
import type { Seconds } from "../state/account.ts";
import { commit, layerOver, type ChainState } from "../state/chain-state.ts";
import type { Happening } from "./block-log.ts";
import type { LedgerTransaction } from "./ledger-transaction.ts";

/** What happened when a transaction was applied: its operations and what followed from them. */
export type Outcome = readonly Omit<Happening, "transaction">[];

/**
 * Applies every operation of a transaction to the state and takes the resource credits, all or nothing: the state is
 * untouched when it throws the `NodeError` of what was refused.
 */
export function applyTransaction(transaction: LedgerTransaction, state: ChainState, now: Seconds): Outcome {
  const layer = layerOver(state);
  const outcome: { operation: Happening["operation"]; isVirtual: boolean; index: number }[] = [];
  for (const operation of transaction.operations) {
    outcome.push({ operation: named(operation.wire, transaction.assets), isVirtual: false, index: outcome.length });
    operation.apply({
      state: layer,
      now,
      emit: (virtual) => {
        outcome.push({ operation: named(virtual, transaction.assets), isVirtual: true, index: outcome.length });
      },
    });
  }
  chargeResourceCredits(layer, payerOf(transaction), transaction.cost, now);
  commit(layer);
  return outcome;
}

// hived lets the first operation say who pays: the first account whose active, owner or posting authority it needs.
function payerOf({ operations }: LedgerTransaction): string {
  const payers = operations.flatMap(({ required }) => [...required.active, ...required.owner, ...required.posting]);
  return payers[0] ?? "";
}
