import { ensure, type Assertion } from "./assertion.ts";
import type { ExceptionKind } from "./node-error.ts";
import { manaAt, maxUpvoteMana } from "./mana.ts";
import type { AccountState, Seconds } from "./state/account.ts";
import type { ChainState } from "./state/chain-state.ts";

/**
 * Resource credits, approximated: hived prices a transaction by five resource pools that nobody else fills here. These
 * constants fit what a hived 1.28 testnet charged (comment of 200 bytes 3.4e9, of 60,000 bytes 5.2e9, vote 2.3e7).
 */
const perByte = 30_000n;
const perOperation = 15_000_000n;
const perComment = 3_300_000_000n;

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
  hash: "9506640484505354752",
  kind: notEnoughKind,
  place: { file: "rc_utility.cpp", method: "use_account_rcs" },
};

/** The most resource credits an account can have. */
export function maxResourceCredits(account: AccountState): bigint {
  return maxUpvoteMana(account) + creationAdjustment;
}

/** What a transaction of this size (bytes) costs. */
export function resourceCost(size: number, operations: readonly string[]): bigint {
  const comments = operations.filter((name) => name === "comment").length;
  return BigInt(size) * perByte + BigInt(operations.length) * perOperation + BigInt(comments) * perComment;
}

/** Takes the cost from the payer. Throws the `NodeError` that hived gives when it cannot pay. */
export function chargeResourceCredits(state: ChainState, payer: string, cost: bigint, now: Seconds): void {
  const account = state.accounts.find(payer);
  if (!account) return;
  const left = manaAt(account.resourceCredits, maxResourceCredits(account), now);
  ensure(left >= cost, notEnough, { account_name: payer, rc_current: Number(left), rc: Number(cost) });
  state.accounts.set(payer, { ...account, resourceCredits: { mana: left - cost, updatedAt: now } });
}

/** The account with its resource credits raised, or lowered to nothing at the least, by stake that came or went. The
 * stake itself is the caller's. */
export function addResourceCredits(account: AccountState, vests: bigint, now: Seconds): AccountState {
  const mana = manaAt(account.resourceCredits, maxResourceCredits(account), now) + vests;
  return { ...account, resourceCredits: { mana: mana > 0n ? mana : 0n, updatedAt: now } };
}
