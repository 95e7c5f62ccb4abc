import { parseAmount, type Amount } from "../amount.ts";
import { ensure, fieldAssertion } from "../assertion.ts";
import { changeBalance, negative } from "./balance.ts";
import { active, defineRule } from "./rule.ts";
import { ensureTransfer, readTransfer, type TransferFields } from "./transfer-fields.ts";

const vesting = fieldAssertion('amount.symbol.is_vesting() == false && "Transfer of vesting is not allowed."', "");
const notPositive = fieldAssertion('amount.amount > 0 && "Cannot transfer a negative amount (aka: stealing)"', "");
const longMemo = fieldAssertion('memo.size() < HIVE_MAX_MEMO_SIZE && "Transfer memo is too large"', "");

/** HIVE or HBD from one account to another. Needs the active key. */
export const transfer = defineRule<TransferFields>({
  name: "transfer",
  read: readTransfer,
  required: ({ from }) => active(from),
  validate: (fields) => ensureTransfer(fields, ensureAmount, longMemo),
  apply: (fields, { state }) => {
    const amount = parseAmount(fields.amount);
    changeBalance(fields.from, negative(amount), state);
    changeBalance(fields.to, amount, state);
  },
});

function ensureAmount({ units, currency }: Amount): void {
  ensure(currency !== "VESTS", vesting);
  ensure(units > 0n, notPositive);
}
