import { naiAsset } from "../../chain/wire/asset.ts";
import { amountText, parseAmount, vestsText } from "../amount.ts";
import { ensure, fieldAssertion, stateAssertion } from "../assertion.ts";
import { accountCreationFee, downvotePoolPercent, fullPercent } from "../chain-constants.ts";
import { addStake, manaAt, maxDownvoteMana, maxUpvoteMana, removeStake } from "../mana.ts";
import { addResourceCredits } from "../resource-credits.ts";
import type { AccountState, Seconds } from "../state/account.ts";
import { delegationKey, promiseReturn } from "../state/delegation.ts";
import { vestsFor } from "../vesting-price.ts";
import { ensureAccountName } from "./account-name.ts";
import { accountName, text } from "./field.ts";
import { getAccount } from "./find-account.ts";
import { active, defineRule, type RuleContext } from "./rule.ts";

interface DelegateFields {
  readonly delegator: string;
  readonly delegatee: string;
  readonly vesting_shares: string;
}

const toOneself = fieldAssertion("delegator != delegatee", "You cannot delegate VESTS to yourself");
const notVests = fieldAssertion("is_asset_type( vesting_shares, VESTS_SYMBOL )", "Delegation must be VESTS");
const negative = fieldAssertion("vesting_shares >= asset( 0, VESTS_SYMBOL )", "Delegation cannot be negative");
const tooLittle = stateAssertion(
  'op.vesting_shares >= min_delegation && "Minimum not reached"',
  "Account must delegate a minimum of ${v}",
);
const littleMore = stateAssertion(
  'delta >= min_update && "Wrong increase"',
  "Hive Power increase is not enough of a difference. min_update: ${min}",
);
const littleLess = stateAssertion(
  'delta >= min_update && "Wrong decrease"',
  "Hive Power decrease is not enough of a difference. min_update: ${min}",
);
const littleLeft = stateAssertion(
  "op.vesting_shares >= min_delegation",
  "Delegation must be removed or leave minimum delegation amount of ${v}",
);

/** Lends stake to another account, or takes it back: the operation says how much it is from now on. */
export const delegateVestingShares = defineRule<DelegateFields>({
  name: "delegate_vesting_shares",
  read: (fields) => ({
    delegator: accountName(fields, "delegator"),
    delegatee: accountName(fields, "delegatee"),
    vesting_shares: amountText(parseAmount(text(fields, "vesting_shares"))),
  }),
  required: ({ delegator }) => active(delegator),
  validate: ({ delegator, delegatee, vesting_shares: shares }) => {
    ensureAccountName(delegator);
    ensureAccountName(delegatee);
    ensure(delegator !== delegatee, toOneself);
    const { units, currency } = parseAmount(shares);
    ensure(currency === "VESTS", notVests);
    ensure(units >= 0n, negative);
  },
  apply: (fields, context) => {
    const { state, now } = context;
    const delegator = getAccount(state, fields.delegator);
    const delegatee = getAccount(state, fields.delegatee);
    const key = delegationKey(delegator.name, delegatee.name);
    const { units } = parseAmount(fields.vesting_shares);
    const before = state.delegations.find(key);
    if (before === undefined) ensureMayLend(delegator, units, now);
    else if (units >= before) ensureMayLendMore(delegator, units - before, now);
    else ensureMayTakeBack(units, before);
    const delta = units - (before ?? 0n);
    if (delta > 0n) lend(delegator, delegatee, delta, context);
    else takeBack(delegator, delegatee, -delta, context);
    if (units > 0n) state.delegations.set(key, units);
    else state.delegations.delete(key);
  },
});

function ensureMayLend(delegator: AccountState, vests: bigint, now: Seconds): void {
  ensureAvailable(delegator, vests, now, "op.vesting_shares");
  const least = vestsFor(accountCreationFee / 3n);
  ensure(vests >= least, tooLittle, { v: asset(least) });
}

function ensureMayLendMore(delegator: AccountState, more: bigint, now: Seconds): void {
  const step = vestsFor(accountCreationFee / 30n);
  ensure(more >= step, littleMore, { min: asset(step) });
  ensureAvailable(delegator, more, now, "delta");
}

function ensureMayTakeBack(vests: bigint, before: bigint): void {
  if (vests === 0n) return;
  const step = vestsFor(accountCreationFee / 30n);
  ensure(before - vests >= step, littleLess, { min: asset(step) });
  const least = vestsFor(accountCreationFee / 3n);
  ensure(vests >= least, littleLeft, { v: asset(least) });
}

/** What others lent cannot be lent on, nor what leaves with a power down; what was spent on votes not before it is back. */
function ensureAvailable(delegator: AccountState, vests: bigint, now: Seconds, name: string): void {
  const max = maxUpvoteMana(delegator);
  const own = max - delegator.receivedVests;
  const { weekly = 0n, total = 0n } = delegator.powerDown ?? {};
  const pools = [
    { word: "mana", variable: "available_shares", mana: manaAt(delegator.upvoteMana, max, now) },
    { word: "downvote mana", variable: "available_downvote_shares", mana: downvoteVests(delegator, now) },
  ];
  for (const { word, variable, mana } of pools) {
    const available = (mana < own ? mana : own) + weekly - total;
    const notEnough = stateAssertion(
      `${variable} >= ${name}`,
      `Account \${acc} does not have enough ${word} to delegate. required: \${r} available: \${a}`,
    );
    ensure(available >= vests, notEnough, { acc: delegator.name, r: asset(vests), a: asset(available) });
  }
}

/** How much stake the downvote mana that is left stands for, rounded up. */
function downvoteVests(account: AccountState, now: Seconds): bigint {
  const mana = manaAt(account.downvoteMana, maxDownvoteMana(account), now);
  const share = BigInt(fullPercent / downvotePoolPercent);
  return mana * share + share - 1n;
}

function lend(delegator: AccountState, delegatee: AccountState, vests: bigint, { state, now }: RuleContext): void {
  state.accounts.set(delegator.name, {
    ...addResourceCredits(removeStake(delegator, vests, now), -vests, now),
    delegatedVests: delegator.delegatedVests + vests,
  });
  state.accounts.set(delegatee.name, {
    ...addResourceCredits(addStake(delegatee, vests, now), vests, now),
    receivedVests: delegatee.receivedVests + vests,
  });
}

// The delegatee loses it at once, the delegator has it back after five days.
function takeBack(delegator: AccountState, delegatee: AccountState, vests: bigint, { state, now }: RuleContext): void {
  state.accounts.set(delegatee.name, {
    ...addResourceCredits(removeStake(delegatee, vests, now), -vests, now),
    receivedVests: delegatee.receivedVests - vests,
  });
  promiseReturn(state, { delegator: delegator.name, vests, now });
}

function asset(vests: bigint): ReturnType<typeof naiAsset> {
  return naiAsset(vestsText(vests));
}
