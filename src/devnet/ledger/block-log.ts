import type { WireOperation } from "../../chain/wire/wire-transaction.ts";
import type { Seconds } from "../state/account.ts";
import type { LedgerTransaction } from "./ledger-transaction.ts";

/** A block as it is kept: with its JSON ready, since listeners ask for it far more often than it is made. */
export interface LedgerBlock {
  readonly number: number;
  readonly id: string;
  readonly previous: string;
  readonly at: Seconds;
  readonly transactions: readonly LedgerTransaction[];
  /** Everything that happened in it, signed or not, in order. */
  readonly happenings: readonly Happening[];
  /** As block_api answers it. */
  readonly naiJson: string;
  /** As condenser_api answers it. */
  readonly legacyJson: string;
  readonly headerJson: string;
}

/** One operation that took place in a block. */
export interface Happening {
  readonly operation: WireOperation;
  readonly isVirtual: boolean;
  /** `undefined` for what belongs to no transaction, such as the witness's reward. */
  readonly transaction: number | undefined;
  readonly index: number;
}

/** Where a transaction stands in the chain. */
export interface Inclusion {
  readonly block: LedgerBlock;
  readonly index: number;
  readonly transaction: LedgerTransaction;
}

/** All blocks, from number 1, and where each transaction is. */
export interface BlockLog {
  append(block: LedgerBlock): void;
  find(number: number): LedgerBlock | undefined;
  /** At most `count` blocks from `from` on; fewer at the head. */
  range(from: number, count: number): readonly LedgerBlock[];
  findTransaction(id: string): Inclusion | undefined;
  /** The id of the newest block whose number ends in these 16 bits. */
  findIdByLowBits(low: number): string | undefined;
  readonly length: number;
}

export function createBlockLog(): BlockLog {
  const blocks: LedgerBlock[] = [];
  const inclusions = new Map<string, Inclusion>();
  return {
    append(block) {
      blocks.push(block);
      for (const [index, transaction] of block.transactions.entries()) {
        inclusions.set(transaction.id, { block, index, transaction });
      }
    },
    find: (number) => blocks[number - 1],
    range: (from, count) => (from < 1 ? [] : blocks.slice(from - 1, from - 1 + count)),
    findTransaction: (id) => inclusions.get(id),
    findIdByLowBits(low) {
      const newest = blocks.length - ((blocks.length - low) & 0xffff);
      return blocks[newest - 1]?.id;
    },
    get length() {
      return blocks.length;
    },
  };
}
