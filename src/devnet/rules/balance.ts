import { naiAsset } from "../../chain/wire/asset.ts";
import { amountText, type Amount } from "../amount.ts";
import { ensure, type Assertion } from "../assertion.ts";
import type { AccountState } from "../state/account.ts";
import type { ChainState } from "../state/chain-state.ts";
import { getAccount } from "./find-account.ts";

const notEnough: Assertion = {
  expression: "available >= -delta",
  format: "Account ${acc} does not have sufficient funds for balance adjustment. Required: ${r}, Available: ${a}",
  place: { file: "database.cpp", method: "adjust_balance" },
};

/** Adds to the liquid HIVE or HBD of an account; less than nothing takes away. Throws the `NodeError` that hived gives
 * where there is no such account or not as much money. */
export function changeBalance(name: string, { units, currency }: Amount, state: ChainState): void {
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

/** The same for what an account has in savings, which the caller has looked into. */
export function changeSavings(name: string, { units, currency }: Amount, state: ChainState): void {
  const account = getAccount(state, name);
  const field = currency === "HBD" ? "hbd" : "hive";
  const savings = { ...account.savings, [field]: account.savings[field] + units };
  state.accounts.set(name, { ...account, savings });
}

/** So much less than nothing. */
export function negative({ units, currency }: Amount): Amount {
  return { units: -units, currency };
}
