import type { Fields } from "../../chain/wire/fields.ts";
import { amountText, parseAmount, type Currency } from "../amount.ts";
import { naiAsset } from "../../chain/wire/asset.ts";
import { ensure, fieldAssertion, stateAssertion, type Assertion } from "../assertion.ts";
import { text } from "./field.ts";
import { getAccount } from "./find-account.ts";
import { defineRule, posting } from "./rule.ts";

interface ClaimFields {
  readonly account: string;
  readonly reward_hive: string;
  readonly reward_hbd: string;
  readonly reward_vests: string;
}

type Reward = Exclude<keyof ClaimFields, "account">;

interface RewardAssertions {
  readonly field: Reward;
  readonly currency: Currency;
  readonly isOther: Assertion;
  readonly isNegative: Assertion;
  readonly isTooMuch: Assertion;
}

const rewards: readonly RewardAssertions[] = [
  reward("reward_hive", "HIVE", "get_rewards", { wrong: "1633844082100564536", tooMuch: "17834914740871087659" }),
  reward("reward_hbd", "HBD", "get_hbd_rewards", { tooMuch: "831865653232912776" }),
  reward("reward_vests", "VESTS", "get_vest_rewards", { negative: "17231115538184213478" }),
];

const nothing = fieldAssertion(
  "reward_hive.amount > 0 || reward_hbd.amount > 0 || reward_vests.amount > 0",
  "Must claim something.",
  "15918175574222058203",
);

/** Claims what an account has earned. Nobody earns on this chain, so every claim of something is too much. */
export const claimRewardBalance = defineRule<ClaimFields>({
  name: "claim_reward_balance",
  read: (fields) => ({
    account: text(fields, "account"),
    reward_hive: readAmount(fields, "reward_hive"),
    reward_hbd: readAmount(fields, "reward_hbd"),
    reward_vests: readAmount(fields, "reward_vests"),
  }),
  required: ({ account }) => posting(account),
  validate: (fields) => {
    for (const { field, currency, isOther } of rewards)
      ensure(parseAmount(fields[field]).currency === currency, isOther);
    for (const { field, isNegative } of rewards) ensure(parseAmount(fields[field]).units >= 0n, isNegative);
    ensure(
      rewards.some(({ field }) => parseAmount(fields[field]).units > 0n),
      nothing,
    );
  },
  apply: (fields, { state }) => {
    getAccount(state, fields.account);
    for (const { field, currency, isTooMuch } of rewards) {
      const none = naiAsset(amountText({ units: 0n, currency }));
      ensure(parseAmount(fields[field]).units === 0n, isTooMuch, { c: naiAsset(fields[field]), a: none });
    }
  },
});

function readAmount(fields: Fields, name: string): string {
  return amountText(parseAmount(text(fields, name)));
}

function reward(
  field: Reward,
  currency: Currency,
  getter: string,
  hashes: { readonly wrong?: string; readonly negative?: string; readonly tooMuch?: string },
): RewardAssertions {
  const operator = currency === "HIVE" ? "op.reward_hive" : `op.${field}`;
  return {
    field,
    currency,
    isOther: fieldAssertion(
      `is_asset_type( ${field}, ${currency}_SYMBOL )`,
      `Reward ${currency} must be expressed in ${currency}`,
      hashes.wrong,
    ),
    isNegative: fieldAssertion(`${field}.amount >= 0`, "Cannot claim a negative amount", hashes.negative),
    isTooMuch: stateAssertion(
      `${operator} <= acnt.${getter}()`,
      `Cannot claim that much ${currency}. Claim: \${c} Actual: \${a}`,
      hashes.tooMuch,
    ),
  };
}
