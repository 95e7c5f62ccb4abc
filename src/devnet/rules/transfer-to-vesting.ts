import { amountText, parseAmount, vestsText } from "../amount.ts";
import { ensure, fieldAssertion } from "../assertion.ts";
import { addStake } from "../mana.ts";
import { addResourceCredits } from "../resource-credits.ts";
import { vestsFor } from "../vesting-price.ts";
import { ensureAccountName } from "./account-name.ts";
import { changeBalance, negative } from "./balance.ts";
import { accountName, text } from "./field.ts";
import { getAccount } from "./find-account.ts";
import { active, defineRule } from "./rule.ts";

interface PowerUpFields {
  readonly from: string;
  /** Empty for oneself. */
  readonly to: string;
  readonly amount: string;
}

const notHive = fieldAssertion(
  "amount.symbol == HIVE_SYMBOL || ( amount.symbol.space() == asset_symbol_type::smt_nai_space && amount.symbol.is_vesting() == false )",
  "Amount must be HIVE or SMT liquid",
);
const notPositive = fieldAssertion('amount.amount > 0 && "Must transfer a nonzero amount"', "");

/** Turns HIVE into stake, one's own or another's. It votes on posts at once. */
export const transferToVesting = defineRule<PowerUpFields>({
  name: "transfer_to_vesting",
  read: (fields) => ({
    from: accountName(fields, "from"),
    to: accountName(fields, "to"),
    amount: amountText(parseAmount(text(fields, "amount"))),
  }),
  required: ({ from }) => active(from),
  validate: ({ from, to, amount }) => {
    const { units, currency } = parseAmount(amount);
    ensureAccountName(from);
    ensure(currency === "HIVE", notHive);
    if (to !== "") ensureAccountName(to);
    ensure(units > 0n, notPositive);
  },
  apply: ({ from, to, amount }, context) => {
    const { state, now } = context;
    const receiver = getAccount(state, to || getAccount(state, from).name).name;
    const hive = parseAmount(amount);
    changeBalance(from, negative(hive), state);
    const account = getAccount(state, receiver);
    const vests = vestsFor(hive.units);
    state.accounts.set(receiver, {
      ...addResourceCredits(addStake(account, vests, now), vests, now),
      vests: account.vests + vests,
    });
    context.emit([
      "transfer_to_vesting_completed",
      {
        from_account: from,
        to_account: receiver,
        hive_vested: amount,
        vesting_shares_received: vestsText(vests),
      },
    ]);
  },
});
