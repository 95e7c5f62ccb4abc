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
    outcome.push({ operation: operation.wire, isVirtual: false, index: outcome.length });
    operation.apply({
      state: layer,
      now,
      emit: (virtual) => {
        outcome.push({ operation: virtual, isVirtual: true, index: outcome.length });
      },
    });
  }
  chargeResourceCredits(layer, payerOf(transaction), transaction.cost, now);
  commit(layer);
  return outcome;
}

// hived lets the first account pay whose authority is needed, the strongest authority first.
function payerOf({ required }: LedgerTransaction): string {
  return [...required.owner, ...required.active, ...required.posting][0] ?? "";
}
