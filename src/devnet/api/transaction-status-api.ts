import type { Ledger } from "../ledger/ledger.ts";
import { text } from "../rules/field.ts";
import type { Api, ApiContext } from "./api-context.ts";
import { named } from "./params.ts";

/** Where a transaction is. This node remembers every block, so nothing is ever too old. */
export function createTransactionStatusApi({ ledger }: ApiContext): Api {
  return {
    find_transaction: (params) => {
      const fields = named(params);
      const id = text(fields, "transaction_id");
      const inclusion = ledger.blocks.findTransaction(id);
      if (inclusion) {
        const { block, transaction } = inclusion;
        const isFinal = block.number <= ledger.irreversibleNumber();
        return {
          status: isFinal ? "within_irreversible_block" : "within_reversible_block",
          block_num: block.number,
          rc_cost: Number(transaction.cost),
        };
      }
      if (ledger.isPooled(id)) return { status: "within_mempool" };
      return { status: missingStatus(text(fields, "expiration"), ledger) };
    },
  };
}

function missingStatus(expiration: string, ledger: Ledger): string {
  const expiresAt = Date.parse(`${expiration}Z`) / 1000;
  if (Number.isNaN(expiresAt)) return "unknown";
  const irreversibleAt = ledger.blocks.find(ledger.irreversibleNumber())?.at ?? 0;
  if (expiresAt < irreversibleAt) return "expired_irreversible";
  return expiresAt < ledger.head().at ? "expired_reversible" : "unknown";
}
