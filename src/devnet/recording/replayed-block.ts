import { wireTime } from "../../chain/wire/wire-transaction.ts";
import type { Happening, LedgerBlock } from "../ledger/block-log.ts";
import type { LedgerTransaction } from "../ledger/ledger-transaction.ts";
import { legacyTransaction, naiTransaction } from "../ledger/make-block.ts";
import type { Seconds } from "../state/account.ts";
import type { RecordedBlock } from "./recorded-block.ts";
import { naiOperations } from "./recorded-transaction.ts";

/** What makes a recorded block one of this chain. */
export interface ReplayedContent {
  readonly recorded: RecordedBlock;
  /** Its transactions as the ledger keeps them. */
  readonly transactions: readonly LedgerTransaction[];
  /** What waited in this chain's pool and goes into the same block, behind the recorded transactions. */
  readonly own: readonly LedgerTransaction[];
  readonly happenings: readonly Happening[];
  /** The time it is given here. */
  readonly at: Seconds;
}

/** A recorded block under its own number and id, with all it came with. The Merkle root stays that of the recording. */
export function replayedBlock({ recorded, transactions, own, happenings, at }: ReplayedContent): LedgerBlock {
  const { number, id, previous, fields } = recorded;
  const all = [...transactions, ...own];
  const timestamp = wireTime(new Date(at * 1000));
  const ids = { transaction_ids: all.map((transaction) => transaction.id) };
  const { witness, transaction_merkle_root, extensions } = fields;
  const nai = recorded.transactions.map((transaction) => ({ ...transaction, operations: naiOperations(transaction) }));
  return {
    number,
    id,
    previous,
    at,
    transactions: all,
    happenings,
    naiJson: Buffer.from(
      JSON.stringify({ ...fields, timestamp, transactions: [...nai, ...own.map(naiTransaction)], ...ids }),
    ),
    get headerJson() {
      return JSON.stringify({ previous, timestamp, witness, transaction_merkle_root, extensions });
    },
    get legacyJson() {
      const ordered = all.map((transaction, index) => legacyTransaction(transaction, number, index));
      return JSON.stringify({ ...fields, timestamp, transactions: ordered, ...ids });
    },
  };
}
