import { amountText, parseAmount } from "../amount.ts";
import { ensure, fieldAssertion } from "../assertion.ts";
import { ensureAccountName } from "./account-name.ts";
import { changeBalance, changeSavings, negative } from "./balance.ts";
import { accountName, text } from "./field.ts";
import { getAccount } from "./find-account.ts";
import { active, defineRule } from "./rule.ts";
import { memoLimit } from "./transfer.ts";

interface ToSavingsFields {
  readonly from: string;
  readonly to: string;
  readonly amount: string;
  readonly memo: string;
}

const notPositive = fieldAssertion('amount.amount > 0 && "Must transfer to savings some amount"', "");
const vesting = fieldAssertion("amount.symbol == HIVE_SYMBOL || amount.symbol == HBD_SYMBOL", "");
const longMemo = fieldAssertion('memo.size() < HIVE_MAX_MEMO_SIZE && "Transfer to savings memo is too large"', "");

/** HIVE or HBD into savings, one's own or another's. */
export const transferToSavings = defineRule<ToSavingsFields>({
  name: "transfer_to_savings",
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
    ensure(units > 0n, notPositive);
    ensure(currency !== "VESTS", vesting);
    ensure(Buffer.byteLength(fields.memo) < memoLimit, longMemo);
  },
  apply: ({ from, to, ...fields }, { state }) => {
    const amount = parseAmount(fields.amount);
    getAccount(state, from);
    getAccount(state, to);
    changeBalance(from, negative(amount), state);
    changeSavings(to, amount, state);
  },
});
