import { named } from "../asset-names.ts";
import { blockSeconds, noBlockId } from "../chain-constants.ts";
import type { Seconds } from "../state/account.ts";
import { commitBlock, type ChainState } from "../state/chain-state.ts";
import type { WireOperation } from "../../chain/wire/wire-transaction.ts";
import { closeBlock, producerReward } from "../rules/close-block.ts";
import type { AccountHistory } from "./account-history.ts";
import { acceptTransaction } from "./accept-transaction.ts";
import { createBlockBell } from "./block-bell.ts";
import type { BlockLog, Happening, LedgerBlock } from "./block-log.ts";
import { fillBlock, type FilledBlock } from "./fill-block.ts";
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

/** A block that was made elsewhere and is put on top of this chain. */
export interface ForeignBlock {
  readonly at: Seconds;
  /** Does to the state what happened in it. `now` is the time of the head block. */
  readonly change: (state: ChainState, now: Seconds) => void;
  /** Makes it, with what waited in the pool of this chain and goes into it too. */
  readonly make: (own: readonly LedgerTransaction[], happenings: readonly Happening[]) => LedgerBlock;
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
  adopt(foreign: ForeignBlock): LedgerBlock;
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
  const head = (): LedgerBlock => trunk.head();
  const bell = createBlockBell();
  const findIdByLowBits = (low: number): string | undefined => blocks.findIdByLowBits(low);
  const pool = createPool(state, (transaction) => {
    ensureOnThisChain(transaction, findIdByLowBits);
  });
  let branch = 0;

  // hived forgets a transaction of a block once it has expired.
  const isKnown = ({ id, expiresAt }: LedgerTransaction): boolean =>
    pool.has(id) || (blocks.findTransaction(id) !== undefined && head().at <= expiresAt);

  /** Applies these as the content of a block, and what the end of a block brings. */
  function applyNext(waiting: readonly PooledTransaction[], at: Seconds): Omit<FilledBlock, "layer"> {
    const { included, happenings, left, layer } = fillBlock(waiting, { state, now: head().at, at });
    commitBlock(layer);
    const closed = closeBlock(state, at).map((operation) => named(operation, network.assets));
    return { included, happenings: [...happenings, ...unsigned(closed, happenings.length)], left };
  }

  /** Makes a block of these and returns what found no room in it. */
  function makeNext(waiting: readonly PooledTransaction[], at: Seconds): readonly PooledTransaction[] {
    const { included: transactions, happenings, left } = applyNext(waiting, at);
    const { number, id: previous } = head();
    trunk.put(makeBlock({ number: number + 1, previous, at, transactions, happenings, signingKey, branch }));
    return left;
  }

  function asPooled(transaction: LedgerTransaction): PooledTransaction {
    return { transaction, keys: signingKeys(transaction, prefix), fate: "kept" };
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
    produce(at = head().at + blockSeconds) {
      pool.restart(makeNext(pool.entries(), at), at);
      bell.ring();
      return head();
    },
    adopt({ at, change, make }) {
      change(state, head().at);
      const { included, happenings, left } = applyNext(pool.entries(), at);
      trunk.put(make(included, happenings));
      pool.restart(left, at);
      bell.ring();
      return head();
    },
    fork(depth, orphans) {
      const orphaned = trunk.takeBack(depth);
      const waiting = pool.entries();
      branch += 1;
      const forkedAt = blocks.length;
      for (const { at } of orphaned) makeNext([], at);
      makeNext([], head().at + blockSeconds);
      const returned = orphans === "pooled" ? orphaned.flatMap(({ transactions }) => transactions.map(asPooled)) : [];
      pool.restart([...returned, ...waiting], head().at);
      bell.ring();
      return blocks.range(forkedAt + 1, depth + 1);
    },
    nextBlock: () => bell.next(),
    alter(change) {
      states.alter(change);
      pool.restart(pool.entries(), head().at);
    },
  };
}

function firstBlock({ genesisAt: at, signingKey }: LedgerOptions): LedgerBlock {
  const happenings = unsigned([producerReward], 0);
  return makeBlock({ number: 1, previous: noBlockId, at, transactions: [], happenings, signingKey, branch: 0 });
}

/** What happened at the end of a block, after so many things that happened in it. */
function unsigned(operations: readonly WireOperation[], before: number): readonly Happening[] {
  return operations.map((operation, index) => ({
    operation,
    isVirtual: true,
    transaction: undefined,
    index: before + index + 1,
  }));
}
