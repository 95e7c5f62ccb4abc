import { ensure, type Assertion } from "./assertion.ts";
import type { ExceptionKind } from "./node-error.ts";
import { manaAt, maxUpvoteMana } from "./mana.ts";
import type { AccountState, Seconds } from "./state/account.ts";
import type { ChainState } from "./state/chain-state.ts";

/** What an account has without any stake: what the creation fee of 3 HIVE buys. */
export const creationAdjustment = 5_399_942_518n;

const notEnoughKind: ExceptionKind = {
  rpcCode: -32003,
  code: 4_100_100,
  name: "not_enough_rc_exception",
  what: "payer has not enough RC mana for transaction",
};

const notEnough: Assertion = {
  expression: "has_mana",
  format: "Account: ${account_name} has ${rc_current} RC, needs ${rc} RC. Please wait to transact or power up HIVE.",
  kind: notEnoughKind,
  place: { file: "rc_utility.cpp", method: "operator()" },
};

/** The most resource credits an account can have. */
export function maxResourceCredits(account: AccountState): bigint {
  return maxUpvoteMana(account) + creationAdjustment;
}

/** Takes the cost from the payer. Throws the `NodeError` that hived gives when it cannot pay. */
export function chargeResourceCredits(state: ChainState, payer: string, cost: bigint, now: Seconds): void {
  const account = state.accounts.find(payer);
  if (!account) return;
  const left = manaAt(account.resourceCredits, maxResourceCredits(account), now);
  ensure(left >= cost, notEnough, { account_name: payer, rc_current: Number(left), rc: Number(cost) });
  state.accounts.set(payer, { ...account, resourceCredits: { mana: left - cost, updatedAt: now } });
}

/** The account with its resource credits raised by stake that came. Stake that went takes none, as long as what is left
 * is no more than the new maximum. The stake itself is the caller's to change. */
export function addResourceCredits(account: AccountState, vests: bigint, now: Seconds): AccountState {
  const max = maxResourceCredits(account);
  const before = manaAt(account.resourceCredits, max, now);
  const after = vests > 0n ? before + vests : before;
  return { ...account, resourceCredits: { mana: after > max + vests ? max + vests : after, updatedAt: now } };
}
