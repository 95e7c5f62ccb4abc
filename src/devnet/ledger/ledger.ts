import { blockSeconds, noBlockId } from "../chain-constants.ts";
import type { Seconds } from "../state/account.ts";
import type { ChainState } from "../state/chain-state.ts";
import { producerReward } from "../rules/close-block.ts";
import type { AccountHistory } from "./account-history.ts";
import { acceptTransaction } from "./accept-transaction.ts";
import { createBlockBell } from "./block-bell.ts";
import type { BlockLog, LedgerBlock } from "./block-log.ts";
import { atTheEnd, createGrowth, type ForeignBlock } from "./growth.ts";
import type { LedgerTransaction, Network } from "./ledger-transaction.ts";
import { ensureOnThisChain } from "./lifetime.ts";
import { makeBlock } from "./make-block.ts";
import { createPool, type Fate, type PooledTransaction } from "./pool.ts";
import { signingKeys } from "./signing-keys.ts";
import { createTrunk } from "./trunk.ts";
import { verifyTransaction } from "./verify-transaction.ts";

export interface LedgerOptions {
  /** The state at genesis. It becomes the ledger's own. */
  readonly state: ChainState;
  readonly network: Network;
  readonly prefix: string;
  readonly genesisAt: Seconds;
  /** How many blocks the irreversible block is behind the head. */
  readonly irreversibleLag: number;
  /** Public key of the only witness. */
  readonly signingKey: string;
  /** The first block where it was made elsewhere, with its number; the state is that after it. */
  readonly first?: LedgerBlock;
  /** Told of every block as it comes, those of a fork among them. */
  readonly onBlock?: (block: LedgerBlock) => void;
}

/** The chain itself: takes transactions into the pool and makes blocks of them. It knows no HTTP and no timer. */
export interface Ledger {
  readonly blocks: BlockLog;
  readonly history: AccountHistory;
  readonly network: Network;
  head(): LedgerBlock;
  /** 0 when no block is irreversible yet. It never goes back. */
  irreversibleNumber(): number;
  /** The state after the head block. */
  committed(): ChainState;
  /** The state as it was so many blocks ago, up to `rememberedBlocks` (see trunk.ts). */
  committedAsOf(blocks: number): ChainState;
  /** The same with everything in the pool applied. hived's own answers come from this one. */
  pending(): ChainState;
  isPooled(id: string): boolean;
  /** Verifies and applies a transaction, in the legacy or the NAI form. Throws the `NodeError` of what is wrong. */
  push(input: unknown, options?: PushOptions): LedgerTransaction;
  /** Makes the next block, three seconds after the head unless told otherwise. */
  produce(at?: Seconds): LedgerBlock;
  /** Puts a block on top that was made elsewhere. */
  readonly adopt: (foreign: ForeignBlock) => LedgerBlock;
  /**
   * Replaces the newest `depth` blocks by one block more on another branch, none of which holds a transaction. What the
   * old ones held goes back to the pool as far as it still fits, or is dropped. Returns the new blocks. Throws
   * `config_invalid` when one of the old ones is irreversible.
   */
  fork(depth: number, orphans: "pooled" | "dropped"): readonly LedgerBlock[];
  /** Ends when the next block is there. */
  nextBlock(): Promise<void>;
  /** Changes the state between two blocks, as no operation can: new accounts. */
  alter(change: (state: ChainState) => void): void;
}

/** What is special about the node that takes a transaction. */
export interface PushOptions {
  /** Whether a block will hold it; `"kept"` by default. */
  readonly fate?: Fate;
  /** The blocks it may refer to; all of the chain by default. */
  readonly knownBlocks?: Pick<BlockLog, "findIdByLowBits">;
}

/** Starts a chain. Its first block is empty and stands at `genesisAt`. */
export function createLedger(options: LedgerOptions): Ledger {
  const { state, network, prefix, signingKey } = options;
  const trunk = createTrunk(options.first ?? firstBlock(options), options);
  const { blocks, history, states } = trunk;
  const growth = createGrowth(trunk, { network, signingKey });
  const head = (): LedgerBlock => trunk.head();
  const bell = createBlockBell();
  const findIdByLowBits = (low: number): string | undefined => blocks.findIdByLowBits(low);
  const pool = createPool(state, (transaction) => {
    ensureOnThisChain(transaction, findIdByLowBits);
  });

  // hived forgets a transaction of a block once it has expired.
  const isKnown = ({ id, expiresAt }: LedgerTransaction): boolean =>
    pool.has(id) || (blocks.findTransaction(id) !== undefined && head().at <= expiresAt);

  function asPooled(transaction: LedgerTransaction): PooledTransaction {
    return { transaction, keys: signingKeys(transaction, prefix), fate: "kept" };
  }

  /** The chain has grown: the pool begins anew with these, and whoever waits for a block hears of it. */
  function grown(waiting: readonly PooledTransaction[]): LedgerBlock {
    pool.restart(waiting, head().at);
    bell.ring();
    return head();
  }

  return {
    blocks,
    history,
    network,
    head,
    irreversibleNumber: () => trunk.irreversibleNumber(),
    committed: () => state,
    committedAsOf: (count) => states.asOf(count),
    pending: () => pool.pending(),
    isPooled: (id) => pool.has(id),
    push(input, { fate = "kept", knownBlocks = blocks } = {}) {
      const findKnown = (low: number): string | undefined => knownBlocks.findIdByLowBits(low);
      const context = { now: head().at, prefix, isKnown, findIdByLowBits: findKnown };
      return acceptTransaction(input, network, (transaction) => {
        pool.enter({ transaction, keys: verifyTransaction(transaction, context), fate }, head().at);
      });
    },
    produce: (at = head().at + blockSeconds) => grown(growth.make(pool.entries(), at)),
    adopt: (foreign) => grown(growth.adopt(foreign, pool.entries())),
    fork(depth, orphans) {
      const orphaned = growth.replace(depth);
      const returned = orphans === "pooled" ? orphaned.map(asPooled) : [];
      grown([...returned, ...pool.entries()]);
      return blocks.range(blocks.length - depth, depth + 1);
    },
    nextBlock: () => bell.next(),
    alter(change) {
      states.alter(change);
      pool.restart(pool.entries(), head().at);
    },
  };
}

function firstBlock({ genesisAt: at, signingKey }: LedgerOptions): LedgerBlock {
  const happenings = atTheEnd([producerReward], 0);
  return makeBlock({ number: 1, previous: noBlockId, at, transactions: [], happenings, signingKey, branch: 0 });
}
