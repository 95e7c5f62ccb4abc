import type { WireOperation } from "../../chain/wire/wire-transaction.ts";
import { named } from "../asset-names.ts";
import { blockSeconds } from "../chain-constants.ts";
import { closeBlock } from "../rules/close-block.ts";
import type { Seconds } from "../state/account.ts";
import { commitBlock, type ChainState } from "../state/chain-state.ts";
import type { Happening, LedgerBlock } from "./block-log.ts";
import { fillBlock, type FilledBlock } from "./fill-block.ts";
import type { LedgerTransaction, Network } from "./ledger-transaction.ts";
import { makeBlock } from "./make-block.ts";
import type { PooledTransaction } from "./pool.ts";
import type { Trunk } from "./trunk.ts";

/** A block that was made elsewhere and is put on top of this chain. */
export interface ForeignBlock {
  readonly at: Seconds;
  /** Does to the state what happened in it. `now` is the time of the head block. */
  readonly change: (state: ChainState, now: Seconds) => void;
  /** Makes it, with what waited in the pool of this chain and goes into it too. */
  readonly make: (own: readonly LedgerTransaction[], happenings: readonly Happening[]) => LedgerBlock;
}

/** How a chain grows. What waits for a block goes into the next one as far as there is room; the rest is returned. */
export interface Growth {
  /** Makes a block at this time. */
  make(waiting: readonly PooledTransaction[], at: Seconds): readonly PooledTransaction[];
  /** Puts a block on top that was made elsewhere. */
  adopt(foreign: ForeignBlock, waiting: readonly PooledTransaction[]): readonly PooledTransaction[];
  /**
   * Takes the newest `depth` blocks back and grows another branch of one block more, all empty, in the same slots. Returns
   * what the old ones held. Throws `config_invalid` when one of them is irreversible.
   */
  replace(depth: number): readonly LedgerTransaction[];
}

/** The growth of this trunk, whose blocks are signed with the key of the only witness. */
export function createGrowth(
  trunk: Trunk,
  { network, signingKey }: { readonly network: Network; readonly signingKey: string },
): Growth {
  const { state } = trunk.states;
  let branch = 0;

  /** Applies these as the content of a block, and what the end of a block brings. */
  function applyNext(waiting: readonly PooledTransaction[], at: Seconds): Omit<FilledBlock, "layer"> {
    const { included, happenings, left, layer } = fillBlock(waiting, { state, now: trunk.head().at, at });
    commitBlock(layer);
    const closed = closeBlock(state, at).map((operation) => named(operation, network.assets));
    return { included, happenings: [...happenings, ...atTheEnd(closed, happenings.length)], left };
  }

  function make(waiting: readonly PooledTransaction[], at: Seconds): readonly PooledTransaction[] {
    const { included: transactions, happenings, left } = applyNext(waiting, at);
    const { number, id: previous } = trunk.head();
    trunk.put(makeBlock({ number: number + 1, previous, at, transactions, happenings, signingKey, branch }));
    return left;
  }

  return {
    make,
    adopt({ at, change, make: makeForeign }, waiting) {
      change(state, trunk.head().at);
      const { included, happenings, left } = applyNext(waiting, at);
      trunk.put(makeForeign(included, happenings));
      return left;
    },
    replace(depth) {
      const taken = trunk.takeBack(depth);
      branch += 1;
      for (const { at } of taken) make([], at);
      make([], trunk.head().at + blockSeconds);
      return taken.flatMap(({ transactions }) => transactions);
    },
  };
}

/** What happened at the end of a block, after so many things that happened in it. */
export function atTheEnd(operations: readonly WireOperation[], before: number): readonly Happening[] {
  return operations.map((operation, index) => ({
    operation,
    isVirtual: true,
    transaction: undefined,
    index: before + index + 1,
  }));
}
