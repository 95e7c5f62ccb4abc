import { maximumBlockSize } from "../chain-constants.ts";
import type { Seconds } from "../state/account.ts";
import { layerOver, type ChainState } from "../state/chain-state.ts";
import { applyTransaction } from "./apply-transaction.ts";
import { ensureAuthorized } from "./authority.ts";
import type { Happening } from "./block-log.ts";
import type { LedgerTransaction } from "./ledger-transaction.ts";
import { ifAccepted, type PooledTransaction } from "./pool.ts";

/** What goes into a block, and what found no room in it. */
export interface FilledBlock {
  readonly included: readonly LedgerTransaction[];
  readonly happenings: readonly Happening[];
  readonly left: readonly PooledTransaction[];
  /** The state after the block, not yet committed. */
  readonly layer: ChainState;
}

const headerSize = 256;

/** Applies what is in the pool, in order, at the time of the head block (`now`). What expires before the block (`at`) or
 * no longer fits the state is left out for good. */
export function fillBlock(
  pool: readonly PooledTransaction[],
  { state, now, at }: { readonly state: ChainState; readonly now: Seconds; readonly at: Seconds },
): FilledBlock {
  const layer = layerOver(state);
  const included: LedgerTransaction[] = [];
  const happenings: Happening[] = [];
  const left: PooledTransaction[] = [];
  let size = headerSize;
  for (const pooled of pool) {
    const { transaction, keys, fate } = pooled;
    if (fate === "lost" || transaction.expiresAt < at) continue;
    if (size + transaction.size > maximumBlockSize) {
      left.push(pooled);
      continue;
    }
    ifAccepted(() => {
      ensureAuthorized(transaction, keys, layer);
      const outcome = applyTransaction(transaction, layer, now);
      happenings.push(...outcome.map((one) => ({ ...one, transaction: included.length })));
      included.push(transaction);
      size += transaction.size;
    });
  }
  return { included, happenings, left, layer };
}
