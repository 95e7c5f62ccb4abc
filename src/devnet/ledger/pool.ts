import { NodeError } from "../node-error.ts";
import type { Seconds } from "../state/account.ts";
import { layerOver, type ChainState } from "../state/chain-state.ts";
import { applyTransaction } from "./apply-transaction.ts";
import { ensureAuthorized } from "./authority.ts";
import type { LedgerTransaction } from "./ledger-transaction.ts";
import { ensureAlive } from "./lifetime.ts";

/** A transaction that waits for its block, with the keys that signed it. */
export interface PooledTransaction {
  readonly transaction: LedgerTransaction;
  readonly keys: ReadonlySet<string>;
  /** `"lost"` once the node is told to lose it: it waits like any other and is in no block. */
  readonly fate: Fate;
}

export type Fate = "kept" | "lost";

/** What waits for the next block, and the state as it would be with all of it. */
export interface Pool {
  pending(): ChainState;
  has(id: string): boolean;
  /** In the order in which they came. */
  entries(): readonly PooledTransaction[];
  /** Takes a transaction in. Throws the `NodeError` of what its authorities or the state have against it. */
  enter(pooled: PooledTransaction, now: Seconds): void;
  /** Begins anew on the committed state with those of these that still fit; the others are dropped without a word. */
  restart(entries: readonly PooledTransaction[], now: Seconds): void;
}

/** An empty pool over a committed state. `ensureOnThisChain` throws a `NodeError` for what refers to a block that is gone. */
export function createPool(committed: ChainState, ensureOnThisChain: (transaction: LedgerTransaction) => void): Pool {
  let waiting = new Map<string, PooledTransaction>();
  let pending = layerOver(committed);

  function enter(pooled: PooledTransaction, now: Seconds): void {
    ensureAuthorized(pooled.transaction, pooled.keys, pending);
    applyTransaction(pooled.transaction, pending, now);
    waiting.set(pooled.transaction.id, pooled);
  }

  return {
    pending: () => pending,
    has: (id) => waiting.has(id),
    entries: () => [...waiting.values()],
    enter,
    restart(entries, now) {
      waiting = new Map();
      pending = layerOver(committed);
      for (const pooled of entries) {
        ifAccepted(() => {
          ensureAlive(pooled.transaction, now);
          ensureOnThisChain(pooled.transaction);
          enter(pooled, now);
        });
      }
    },
  };
}

/** Does something that the rules may refuse. A transaction that was fine when it came may not be now: hived drops it
 * silently. */
export function ifAccepted(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof NodeError)) throw error;
  }
}
