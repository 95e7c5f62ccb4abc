import type { Fields } from "../../chain/wire/fields.ts";
import { naiAsset } from "../../chain/wire/asset.ts";
import { amountText, parseAmount, type Currency } from "../amount.ts";
import { ensure, fieldAssertion, stateAssertion, type Assertion } from "../assertion.ts";
import { addStake } from "../mana.ts";
import { addResourceCredits } from "../resource-credits.ts";
import type { AccountState, Rewards, Seconds } from "../state/account.ts";
import { ensureAccountName } from "./account-name.ts";
import { accountName, text } from "./field.ts";
import { getAccount } from "./find-account.ts";
import { defineRule, posting } from "./rule.ts";

interface ClaimFields {
  readonly account: string;
  readonly reward_hive: string;
  readonly reward_hbd: string;
  readonly reward_vests: string;
}

interface Kind {
  readonly field: Exclude<keyof ClaimFields, "account">;
  readonly currency: Currency;
  readonly reward: Exclude<keyof Rewards, "vestsInHive">;
  readonly isOther: Assertion;
  readonly isNegative: Assertion;
  readonly isTooMuch: Assertion;
}

const hive = kind("reward_hive", "HIVE", "hive", "get_rewards");
const hbd = kind("reward_hbd", "HBD", "hbd", "get_hbd_rewards");
const vests = kind("reward_vests", "VESTS", "vests", "get_vest_rewards");

const nothing = fieldAssertion(
  "reward_hive.amount > 0 || reward_hbd.amount > 0 || reward_vests.amount > 0",
  "Must claim something.",
);

/** Takes what an account has earned into its balances and its stake. */
export const claimRewardBalance = defineRule<ClaimFields>({
  name: "claim_reward_balance",
  read: (fields) => ({
    account: accountName(fields, "account"),
    reward_hive: readAmount(fields, "reward_hive"),
    reward_hbd: readAmount(fields, "reward_hbd"),
    reward_vests: readAmount(fields, "reward_vests"),
  }),
  required: ({ account }) => posting(account),
  validate: (fields) => {
    ensureAccountName(fields.account);
    for (const { field, currency, isOther } of [hive, hbd, vests])
      ensure(parseAmount(fields[field]).currency === currency, isOther);
    for (const { field, isNegative } of [hbd, hive, vests]) ensure(unitsOf(fields, field) >= 0n, isNegative);
    ensure(
      [hive, hbd, vests].some(({ field }) => unitsOf(fields, field) > 0n),
      nothing,
    );
  },
  apply: (fields, { state, now }) => {
    const account = getAccount(state, fields.account);
    for (const { field, currency, reward, isTooMuch } of [hive, hbd, vests]) {
      const actual = naiAsset(amountText({ units: account.rewards[reward], currency }));
      ensure(unitsOf(fields, field) <= account.rewards[reward], isTooMuch, { c: naiAsset(fields[field]), a: actual });
    }
    const claim = {
      hive: unitsOf(fields, "reward_hive"),
      hbd: unitsOf(fields, "reward_hbd"),
      vests: unitsOf(fields, "reward_vests"),
    };
    state.accounts.set(account.name, claimed(account, claim, now));
  },
});

function claimed(account: AccountState, claim: Omit<Rewards, "vestsInHive">, now: Seconds): AccountState {
  const { rewards } = account;
  const isAll = claim.vests === rewards.vests;
  const vestsInHive = isAll ? rewards.vestsInHive : (claim.vests * rewards.vestsInHive) / rewards.vests;
  return {
    ...addResourceCredits(addStake(account, claim.vests, now), claim.vests, now),
    hive: account.hive + claim.hive,
    hbd: account.hbd + claim.hbd,
    vests: account.vests + claim.vests,
    rewards: {
      hive: rewards.hive - claim.hive,
      hbd: rewards.hbd - claim.hbd,
      vests: rewards.vests - claim.vests,
      vestsInHive: rewards.vestsInHive - vestsInHive,
    },
  };
}

function readAmount(fields: Fields, name: string): string {
  return amountText(parseAmount(text(fields, name)));
}

function unitsOf(fields: ClaimFields, name: Kind["field"]): bigint {
  return parseAmount(fields[name]).units;
}

function kind(field: Kind["field"], currency: Currency, reward: Kind["reward"], getter: string): Kind {
  return {
    field,
    currency,
    reward,
    isOther: fieldAssertion(
      `is_asset_type( ${field}, ${currency}_SYMBOL )`,
      `Reward ${currency} must be expressed in ${currency}`,
    ),
    isNegative: fieldAssertion(`${field}.amount >= 0`, "Cannot claim a negative amount"),
    isTooMuch: stateAssertion(
      `op.${field} <= acnt.${getter}()`,
      `Cannot claim that much ${currency}. Claim: \${c} Actual: \${a}`,
    ),
  };
}
