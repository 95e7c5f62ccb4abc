import { refusal } from "../assertion.ts";
import { hiveText } from "../amount.ts";
import { hivePerHbd, rsharesPerHbd } from "../payout.ts";
import { text } from "../rules/field.ts";
import { timeText } from "./chain-properties.ts";

const balance = 1_000_000_000n; // in 0.001 HIVE: about mainnet's in 2025

const noSuchFund = {
  expression: "fund != nullptr",
  format: "Invalid reward fund name",
  place: { file: "condenser_api.cpp", method: "get_reward_fund" },
};

/** The fund that posts are paid from: so many claims on it that a vote earns what this chain pays for one. */
export function rewardFund(name: unknown): Readonly<Record<string, unknown>> {
  if (text({ name }, "name") !== "post") throw refusal(noSuchFund, {});
  const claims = (balance / 1_000n / hivePerHbd) * rsharesPerHbd;
  return {
    id: 0,
    name: "post",
    reward_balance: hiveText(balance),
    recent_claims: String(claims),
    last_update: timeText(0),
    content_constant: "2000000000000",
    percent_curation_rewards: 5_000,
    percent_content_rewards: 10_000,
    author_reward_curve: "linear",
    curation_reward_curve: "linear",
  };
}

/** What the witnesses say that a HIVE costs. */
export function medianPrice(): Readonly<Record<string, string>> {
  return { base: "1.000 HBD", quote: hiveText(hivePerHbd * 1_000n) };
}
