import type { Fields } from "../../chain/wire/fields.ts";
import { amountText, parseAmount, type Amount } from "../amount.ts";
import { ensure, type Assertion } from "../assertion.ts";
import { ensureAccountName } from "./account-name.ts";
import { accountName, text } from "./field.ts";

/** What every operation that moves HIVE or HBD between accounts has. */
export interface TransferFields {
  readonly from: string;
  readonly to: string;
  readonly amount: string;
  readonly memo: string;
}

/** Of every memo, in bytes, exclusive. */
const memoLimit = 2048;

/** Reads them from an operation. Throws the `NodeError` of the first that is missing or of another type. */
export function readTransfer(fields: Fields): TransferFields {
  return {
    from: accountName(fields, "from"),
    to: accountName(fields, "to"),
    amount: amountText(parseAmount(text(fields, "amount"))),
    memo: text(fields, "memo"),
  };
}

/** Holds them against what hived wants of all of them: names first, then the amount by `checkAmount`, then the memo's size. */
export function ensureTransfer(
  { from, to, amount, memo }: TransferFields,
  checkAmount: (amount: Amount) => void,
  longMemo: Assertion,
): void {
  const parsed = parseAmount(amount);
  ensureAccountName(from);
  ensureAccountName(to);
  checkAmount(parsed);
  ensure(Buffer.byteLength(memo) < memoLimit, longMemo);
}
