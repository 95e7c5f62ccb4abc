import type { WireOperation } from "../../chain/wire/wire-transaction.ts";
import type { Seconds } from "../state/account.ts";
import type { LedgerTransaction } from "./ledger-transaction.ts";

/** A block as it is kept: with the JSON ready that listeners ask for far more often than it is made. */
export interface LedgerBlock {
  readonly number: number;
  readonly id: string;
  readonly previous: string;
  readonly at: Seconds;
  readonly transactions: readonly LedgerTransaction[];
  /** Everything that happened in it, signed or not, in order. */
  readonly happenings: readonly Happening[];
  /** As block_api answers it, in UTF-8. */
  readonly naiJson: Buffer;
  /** As condenser_api answers it; made when asked for. */
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

/** All blocks, from the first, and where each transaction is. */
export interface BlockLog {
  append(block: LedgerBlock): void;
  /** Takes the newest block out again. */
  removeNewest(): LedgerBlock | undefined;
  find(number: number): LedgerBlock | undefined;
  /** At most `count` blocks from `from` on; fewer at the head. */
  range(from: number, count: number): readonly LedgerBlock[];
  findTransaction(id: string): Inclusion | undefined;
  /** The id of the newest block whose number ends in these 16 bits. */
  findIdByLowBits(low: number): string | undefined;
  /** The number of the newest block. */
  readonly length: number;
  /** The number of the first block that is here. */
  readonly first: number;
}

/** An empty log whose first block will have this number; 1 unless told otherwise. */
export function createBlockLog(first = 1): BlockLog {
  const blocks: LedgerBlock[] = [];
  const inclusions = new Map<string, Inclusion>();
  return {
    first,
    append(block) {
      blocks.push(block);
      for (const [index, transaction] of block.transactions.entries()) {
        inclusions.set(transaction.id, { block, index, transaction });
      }
    },
    removeNewest() {
      const block = blocks.pop();
      for (const { id } of block?.transactions ?? []) inclusions.delete(id);
      return block;
    },
    find: (number) => blocks[number - first],
    range: (from, count) => (from < first ? [] : blocks.slice(from - first, from - first + count)),
    findTransaction: (id) => inclusions.get(id),
    findIdByLowBits(low) {
      const length = blocks.length + first - 1;
      return blocks[length - ((length - low) & 0xffff) - first]?.id;
    },
    get length() {
      return blocks.length + first - 1;
    },
  };
}
