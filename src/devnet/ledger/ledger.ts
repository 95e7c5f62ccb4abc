import { blockSeconds, noBlockId, witnessName } from "../chain-constants.ts";
import type { Seconds } from "../state/account.ts";
import { commitBlock, type ChainState } from "../state/chain-state.ts";
import { returnStakes } from "../state/delegation.ts";
import { createAccountHistory, type AccountHistory } from "./account-history.ts";
import { createBlockLog, type BlockLog, type Happening, type LedgerBlock } from "./block-log.ts";
import { fillBlock } from "./fill-block.ts";
import { readTransaction, type LedgerTransaction } from "./ledger-transaction.ts";
import { makeBlock } from "./make-block.ts";
import { createPool } from "./pool.ts";
import { verifyTransaction } from "./verify-transaction.ts";

export interface LedgerOptions {
  /** The state at genesis. It becomes the ledger's own. */
  readonly state: ChainState;
  readonly chainId: string;
  readonly prefix: string;
  readonly genesisAt: Seconds;
  /** How many blocks the irreversible block is behind the head. */
  readonly irreversibleLag: number;
  /** Public key of the only witness. */
  readonly signingKey: string;
}

/** The chain itself: takes transactions into the pool and makes blocks of them. It knows no HTTP and no timer. */
export interface Ledger {
  readonly blocks: BlockLog;
  readonly history: AccountHistory;
  head(): LedgerBlock;
  /** 0 when no block is irreversible yet. */
  irreversibleNumber(): number;
  /** The state after the head block. */
  committed(): ChainState;
  /** The same with everything in the pool applied. hived's own answers come from this one. */
  pending(): ChainState;
  isPooled(id: string): boolean;
  /** Verifies and applies a transaction, in the legacy or the NAI form. Throws the `NodeError` of what is wrong. */
  push(input: unknown): LedgerTransaction;
  /** Makes the next block, three seconds after the head unless told otherwise. */
  produce(at?: Seconds): LedgerBlock;
  /** Changes the state between two blocks, as no operation can: new accounts. */
  alter(change: (state: ChainState) => void): void;
}

/** Starts a chain. Its first block is empty and stands at `genesisAt`. */
export function createLedger(options: LedgerOptions): Ledger {
  const { state, chainId, prefix, signingKey } = options;
  const blocks = createBlockLog();
  const history = createAccountHistory();
  const pool = createPool(state);

  function append(transactions: readonly LedgerTransaction[], done: readonly Happening[], at: Seconds): LedgerBlock {
    const [number, previous] = [blocks.length + 1, blocks.find(blocks.length)?.id ?? noBlockId];
    const happenings = [...done, rewardOf(done.length)];
    const block = makeBlock({ number, previous, at, transactions, happenings, signingKey });
    blocks.append(block);
    history.append(block);
    return block;
  }

  let head = append([], [], options.genesisAt);

  // hived forgets a transaction of a block once it has expired.
  const isKnown = ({ id, expiresAt }: LedgerTransaction): boolean =>
    pool.has(id) || (blocks.findTransaction(id) !== undefined && head.at <= expiresAt);

  return {
    blocks,
    history,
    head: () => head,
    irreversibleNumber: () => Math.max(0, blocks.length - options.irreversibleLag),
    committed: () => state,
    pending: () => pool.pending(),
    isPooled: (id) => pool.has(id),
    push(input) {
      const transaction = readTransaction(input);
      const findIdByLowBits = (low: number): string | undefined => blocks.findIdByLowBits(low);
      const context = { now: head.at, chainId, prefix, isKnown, findIdByLowBits };
      pool.enter({ transaction, keys: verifyTransaction(transaction, context) }, head.at);
      return transaction;
    },
    produce(at = head.at + blockSeconds) {
      const { included, happenings, left, layer } = fillBlock(pool.entries(), { state, now: head.at, at });
      commitBlock(layer);
      returnStakes(state, at);
      head = append(included, happenings, at);
      pool.restart(left, at);
      return head;
    },
    alter(change) {
      change(state);
      pool.restart(pool.entries(), head.at);
    },
  };
}

function rewardOf(index: number): Happening {
  const reward = { producer: witnessName, vesting_shares: "0.000000 VESTS" };
  return { operation: ["producer_reward", reward], isVirtual: true, transaction: undefined, index: index + 1 };
}
