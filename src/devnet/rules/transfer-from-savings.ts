import { amountText, parseAmount, type Amount } from "../amount.ts";
import { ensure, fieldAssertion, stateAssertion, type Assertion } from "../assertion.ts";
import { savingsWithdrawLimit, savingsWithdrawSeconds } from "../chain-constants.ts";
import { withdrawalKey } from "../state/savings.ts";
import { changeSavings, negative } from "./balance.ts";
import { accountName, text, uint32 } from "./field.ts";
import { getAccount } from "./find-account.ts";
import { active, defineRule } from "./rule.ts";
import { ensureTransfer, type TransferFields } from "./transfer-fields.ts";

interface FromSavingsFields extends TransferFields {
  readonly request_id: number;
}

const notPositive = fieldAssertion('amount.amount > 0 && "Must transfer from savings some amount"', "");
const vesting = fieldAssertion(
  '(amount.symbol == HIVE_SYMBOL || amount.symbol == HBD_SYMBOL) && "Must transfer HIVE or HBD"',
  "",
);
const longMemo = fieldAssertion('memo.size() < HIVE_MAX_MEMO_SIZE && "Transfer from savings memo is too large"', "");
const tooMany = stateAssertion(
  "from.savings_withdraw_requests < HIVE_SAVINGS_WITHDRAW_REQUEST_LIMIT",
  "Account has reached limit for pending withdraw requests.",
);
const notEnough = stateAssertion("_db.get_savings_balance( from, op.amount.symbol ) >= op.amount", "");
// Not hived's words: there it is an exception of the database.
const sameNumber: Assertion = {
  expression: "false",
  format: "could not insert object, most likely a uniqueness constraint was violated",
  place: { file: "chainbase.hpp", method: "emplace" },
};

/** HIVE or HBD out of savings, which takes three days. */
export const transferFromSavings = defineRule<FromSavingsFields>({
  name: "transfer_from_savings",
  read: (fields) => ({
    from: accountName(fields, "from"),
    request_id: uint32(fields, "request_id"),
    to: accountName(fields, "to"),
    amount: amountText(parseAmount(text(fields, "amount"))),
    memo: text(fields, "memo"),
  }),
  required: ({ from }) => active(from),
  validate: (fields) => ensureTransfer(fields, ensureAmount, longMemo),
  apply: ({ from, to, amount, memo, request_id: requestId }, { state, now }) => {
    const { savings } = getAccount(state, from);
    getAccount(state, to);
    ensure(savings.withdrawals < savingsWithdrawLimit, tooMany);
    const { units, currency } = parseAmount(amount);
    ensure((currency === "HBD" ? savings.hbd : savings.hive) >= units, notEnough);
    const key = withdrawalKey(from, requestId);
    ensure(state.savingsWithdrawals.find(key) === undefined, sameNumber);
    changeSavings(from, negative({ units, currency }), state);
    const account = getAccount(state, from);
    state.accounts.set(from, {
      ...account,
      savings: { ...account.savings, withdrawals: account.savings.withdrawals + 1 },
    });
    state.savingsWithdrawals.set(key, { from, to, requestId, amount, memo, at: now + savingsWithdrawSeconds });
  },
});

function ensureAmount({ units, currency }: Amount): void {
  ensure(units > 0n, notPositive);
  ensure(currency !== "VESTS", vesting);
}
