import { parseAmount, type Amount } from "../amount.ts";
import { ensure, fieldAssertion } from "../assertion.ts";
import { changeBalance, changeSavings, negative } from "./balance.ts";
import { getAccount } from "./find-account.ts";
import { active, defineRule } from "./rule.ts";
import { ensureTransfer, readTransfer, type TransferFields } from "./transfer-fields.ts";

const notPositive = fieldAssertion('amount.amount > 0 && "Must transfer to savings some amount"', "");
const vesting = fieldAssertion("amount.symbol == HIVE_SYMBOL || amount.symbol == HBD_SYMBOL", "");
const longMemo = fieldAssertion('memo.size() < HIVE_MAX_MEMO_SIZE && "Transfer to savings memo is too large"', "");

/** HIVE or HBD into savings, one's own or another's. */
export const transferToSavings = defineRule<TransferFields>({
  name: "transfer_to_savings",
  read: readTransfer,
  required: ({ from }) => active(from),
  validate: (fields) => ensureTransfer(fields, ensureAmount, longMemo),
  apply: ({ from, to, ...fields }, { state }) => {
    const amount = parseAmount(fields.amount);
    getAccount(state, from);
    getAccount(state, to);
    changeBalance(from, negative(amount), state);
    changeSavings(to, amount, state);
  },
});

function ensureAmount({ units, currency }: Amount): void {
  ensure(units > 0n, notPositive);
  ensure(currency !== "VESTS", vesting);
}
