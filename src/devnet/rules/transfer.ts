import { amountText, parseAmount, type Amount } from "../amount.ts";
import { ensure, fieldAssertion, type Assertion } from "../assertion.ts";
import { naiAsset } from "../../chain/wire/asset.ts";
import type { AccountState } from "../state/account.ts";
import { ensureAccountName } from "./account-name.ts";
import { text } from "./field.ts";
import { getAccount } from "./find-account.ts";
import { active, defineRule, type RuleContext } from "./rule.ts";

interface TransferFields {
  readonly from: string;
  readonly to: string;
  readonly amount: string;
  readonly memo: string;
}

const memoLimit = 2048; // bytes, exclusive

const vesting = fieldAssertion(
  'amount.symbol.is_vesting() == false && "Transfer of vesting is not allowed."',
  "",
  "7593869095054560185",
);
const notPositive = fieldAssertion(
  'amount.amount > 0 && "Cannot transfer a negative amount (aka: stealing)"',
  "",
  "8335137600604530778",
);
const longMemo = fieldAssertion(
  'memo.size() < HIVE_MAX_MEMO_SIZE && "Transfer memo is too large"',
  "",
  "13395636036972211135",
);
const notEnough: Assertion = {
  expression: "available >= -delta",
  format: "Account ${acc} does not have sufficient funds for balance adjustment. Required: ${r}, Available: ${a}",
  hash: "16387430174591050259",
  place: { file: "database.cpp", method: "adjust_balance" },
};

/** HIVE or HBD from one account to another. Needs the active key. */
export const transfer = defineRule<TransferFields>({
  name: "transfer",
  read: (fields) => ({
    from: text(fields, "from"),
    to: text(fields, "to"),
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
  apply: (fields, context) => {
    const amount = parseAmount(fields.amount);
    getAccount(context.state, fields.to);
    change(fields.from, { ...amount, units: -amount.units }, context);
    change(fields.to, amount, context);
  },
});

function change(name: string, { units, currency }: Amount, { state }: RuleContext): void {
  const account = getAccount(state, name);
  const field: keyof AccountState = currency === "HBD" ? "hbd" : "hive";
  const left = account[field] + units;
  ensure(left >= 0n, notEnough, {
    acc: name,
    r: naiAsset(amountText({ units, currency })),
    a: naiAsset(amountText({ units: account[field], currency })),
  });
  state.accounts.set(name, { ...account, [field]: left });
}
