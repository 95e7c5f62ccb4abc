import { SkepError } from "../../shared/errors.ts";
import type { DevnetOptions } from "../devnet-options.ts";
import type { ForeignBlock } from "../ledger/growth.ts";
import { createLedger, type Ledger, type LedgerOptions } from "../ledger/ledger.ts";
import type { Happening } from "../ledger/block-log.ts";
import type { RecordedBlock } from "./recorded-block.ts";
import { recordedTransaction } from "./recorded-transaction.ts";
import { replayedBlock } from "./replayed-block.ts";
import { applyRecorded } from "./replayed-state.ts";

/**
 * A chain that begins with the first block of a recording. Whenever it is to make a block it takes the next recorded one,
 * together with what waits in its own pool; when there is none left it goes on as any other chain.
 */
export function openReplay(
  { blocks, times = "recorded" }: NonNullable<DevnetOptions["replay"]>,
  options: LedgerOptions,
): Ledger {
  const [first, ...later] = blocks;
  if (!first) throw new SkepError("config_invalid", "there is no block to replay");
  const shift = times === "now" ? options.genesisAt - first.at : 0;
  const { state, prefix } = options;
  const beginning = foreignBlock(first, prefix, shift);
  beginning.change(state, first.at + shift);
  const ledger = createLedger({ ...options, first: beginning.make([], []) });
  const waiting = later.values();
  return {
    ...ledger,
    produce(at) {
      const next = waiting.next();
      return next.done === true ? ledger.produce(at) : ledger.adopt(foreignBlock(next.value, prefix, shift));
    },
  };
}

function foreignBlock(recorded: RecordedBlock, prefix: string, shift: number): ForeignBlock {
  const transactions = recorded.transactions.map((fields, index) =>
    recordedTransaction(fields, recorded.transactionIds[index] ?? ""),
  );
  const at = recorded.at + shift;
  let happened: readonly Happening[] = [];
  return {
    at,
    change: (state, now) => {
      happened = applyRecorded(transactions, { state, now, prefix });
    },
    make: (own, happenings) => {
      const ours = happenings.map((one) =>
        one.transaction === undefined ? one : { ...one, transaction: one.transaction + transactions.length },
      );
      return replayedBlock({ recorded, transactions, own, happenings: [...happened, ...ours], at });
    },
  };
}
