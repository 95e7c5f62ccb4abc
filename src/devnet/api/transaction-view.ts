import { refusal, type Assertion } from "../assertion.ts";
import type { Inclusion } from "../ledger/block-log.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { legacyTransaction } from "../ledger/make-block.ts";

const unknown: Assertion = {
  expression: "false",
  format: "Unknown Transaction ${id}",
  place: { file: "account_history_api.cpp", method: "get_transaction" },
};

/** A transaction of a block, in the legacy form. Throws the `NodeError` that hived gives for any other. */
export function transactionOf(ledger: Ledger, id: string): { readonly inclusion: Inclusion; readonly view: object } {
  const inclusion = ledger.blocks.findTransaction(id);
  if (!inclusion) throw refusal(unknown, { id });
  const { block, index, transaction } = inclusion;
  return { inclusion, view: legacyTransaction(transaction, block.number, index) };
}
