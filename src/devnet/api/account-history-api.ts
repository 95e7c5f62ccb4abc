import { accountName, flag, readInteger, text } from "../rules/field.ts";
import type { Api, ApiContext } from "./api-context.ts";
import { naiHappening, naiHappenings } from "./happening-view.ts";
import { historyPage } from "./history-page.ts";
import { named } from "./params.ts";
import { transactionOf } from "./transaction-view.ts";
import { naiOperation } from "../../chain/wire/nai-form.ts";

/** What happened in which block. Reversible blocks are shown only to those who ask for them. */
export function createAccountHistoryApi({ ledger }: ApiContext): Api {
  return {
    get_ops_in_block: (params) => {
      const fields = named(params);
      const block = ledger.blocks.find(readInteger(fields["block_num"], "uint64_t"));
      const isVisible = block && (flag(fields, "include_reversible") || block.number <= ledger.irreversibleNumber());
      return { ops: isVisible ? naiHappenings(block, flag(fields, "only_virtual")) : [] };
    },
    get_account_history: (params) => {
      const fields = named(params);
      const page = historyPage(ledger, {
        account: accountName(fields, "account"),
        start: fields["start"],
        limit: fields["limit"],
        filterLow: fields["operation_filter_low"],
        filterHigh: fields["operation_filter_high"],
        isReversibleIncluded: flag(fields, "include_reversible"),
      });
      return { history: page.map(([number, { block, happening }]) => [number, naiHappening(block, happening)]) };
    },
    get_transaction: (params) => {
      const { inclusion, view } = transactionOf(ledger, text(named(params), "id"));
      return { ...view, operations: inclusion.transaction.wire.operations.map(naiOperation) };
    },
  };
}
