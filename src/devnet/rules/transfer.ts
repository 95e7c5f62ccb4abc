import { amountText, parseAmount } from "../amount.ts";
import { ensure, fieldAssertion } from "../assertion.ts";
import { ensureAccountName } from "./account-name.ts";
import { changeBalance, negative } from "./balance.ts";
import { accountName, text } from "./field.ts";
import { active, defineRule } from "./rule.ts";

interface TransferFields {
  readonly from: string;
  readonly to: string;
  readonly amount: string;
  readonly memo: string;
}

/** Of every memo, in bytes, exclusive. */
export const memoLimit = 2048;

const vesting = fieldAssertion('amount.symbol.is_vesting() == false && "Transfer of vesting is not allowed."', "");
const notPositive = fieldAssertion('amount.amount > 0 && "Cannot transfer a negative amount (aka: stealing)"', "");
const longMemo = fieldAssertion('memo.size() < HIVE_MAX_MEMO_SIZE && "Transfer memo is too large"', "");
/** HIVE or HBD from one account to another. Needs the active key. */
export const transfer = defineRule<TransferFields>({
  name: "transfer",
  read: (fields) => ({
    from: accountName(fields, "from"),
    to: accountName(fields, "to"),
    amount: amountText(parseAmount(text(fields, "amount"))),
    memo: text(fields, "memo"),
  }),
  required: ({ from }) => active(from),
  validate: (fields) => {
    const { units, currency } = parseAmount(fields.amount);
    ensureAccountName(fields.from);
    ensureAccountName(fields.to);
    ensure(currency !== "VESTS", vesting);
    ensure(units > 0n, notPositive);
    ensure(Buffer.byteLength(fields.memo) < memoLimit, longMemo);
  },
  apply: (fields, { state }) => {
    const amount = parseAmount(fields.amount);
    changeBalance(fields.from, negative(amount), state);
    changeBalance(fields.to, amount, state);
  },
});
