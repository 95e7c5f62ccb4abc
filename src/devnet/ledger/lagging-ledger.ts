import type { AccountHistory } from "./account-history.ts";
import type { BlockLog, LedgerBlock } from "./block-log.ts";
import type { Ledger } from "./ledger.ts";

/**
 * The same chain as a node sees it that is so many blocks behind: it knows no newer block, but the transactions of those
 * wait in its pool. It refuses a transaction that refers to a block it does not have yet and hands on all others. At most
 * `rememberedBlocks` blocks; the first block is always known.
 */
export function laggingBehind(ledger: Ledger, blocks: number): Ledger {
  const length = (): number => Math.max(ledger.blocks.first, ledger.blocks.length - blocks);
  const log = shortened(ledger.blocks, length);
  return {
    ...ledger,
    blocks: log,
    history: shortenedHistory(ledger.history, length),
    head: () => log.find(length()) ?? ledger.head(),
    irreversibleNumber: () => Math.max(0, ledger.irreversibleNumber() - blocks),
    committed: () => ledger.committedAsOf(ledger.blocks.length - length()),
    pending: () => ledger.committedAsOf(ledger.blocks.length - length()),
    isPooled: (id) => ledger.isPooled(id) || (ledger.blocks.findTransaction(id)?.block.number ?? 0) > length(),
    push: (input, options) => ledger.push(input, { ...options, knownBlocks: log }),
  };
}

function shortened(log: BlockLog, length: () => number): BlockLog {
  const isKnown = (block: LedgerBlock): boolean => block.number <= length();
  return {
    ...log,
    find: (number) => (number <= length() ? log.find(number) : undefined),
    range: (from, count) => log.range(from, count).filter(isKnown),
    findTransaction: (id) => {
      const inclusion = log.findTransaction(id);
      return inclusion && isKnown(inclusion.block) ? inclusion : undefined;
    },
    findIdByLowBits: (low) => log.find(length() - ((length() - low) & 0xffff))?.id,
    get length() {
      return length();
    },
  };
}

function shortenedHistory(history: AccountHistory, length: () => number): AccountHistory {
  return { ...history, of: (account) => history.of(account).filter(({ block }) => block.number <= length()) };
}
