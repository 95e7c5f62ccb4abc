import { naiAsset } from "../../chain/wire/asset.ts";
import { amountText, parseAmount, vestsText } from "../amount.ts";
import { ensure, fieldAssertion, stateAssertion } from "../assertion.ts";
import { addStake, manaAt, maxUpvoteMana, removeStake } from "../mana.ts";
import { addResourceCredits } from "../resource-credits.ts";
import type { AccountState } from "../state/account.ts";
import { delegationKey, promiseReturn } from "../state/delegation.ts";
import { ensureAccountName } from "./account-name.ts";
import { text } from "./field.ts";
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
const notEnough = stateAssertion(
  "available_shares >= op.vesting_shares",
  "Account ${acc} does not have enough mana to delegate. required: ${r} available: ${a}",
  "7172869159440952297",
);
const unchanged = stateAssertion("delta > 0", "Delegation must change.");

/** Lends stake to another account, or takes it back: the operation says how much it is from now on. */
export const delegateVestingShares = defineRule<DelegateFields>({
  name: "delegate_vesting_shares",
  read: (fields) => ({
    delegator: text(fields, "delegator"),
    delegatee: text(fields, "delegatee"),
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
    const { state } = context;
    const delegator = getAccount(state, fields.delegator);
    const delegatee = getAccount(state, fields.delegatee);
    const key = delegationKey(delegator.name, delegatee.name);
    const { units } = parseAmount(fields.vesting_shares);
    const delta = units - (state.delegations.find(key) ?? 0n);
    ensure(delta !== 0n, unchanged);
    if (delta > 0n) lend(delegator, delegatee, delta, context);
    else takeBack(delegator, delegatee, -delta, context);
    state.delegations.set(key, units);
  },
});

function lend(delegator: AccountState, delegatee: AccountState, vests: bigint, { state, now }: RuleContext): void {
  // What others lent cannot be lent on, and what was spent on votes not before it is back.
  const max = maxUpvoteMana(delegator);
  const mana = manaAt(delegator.upvoteMana, max, now);
  const own = max - delegator.receivedVests;
  const available = mana < own ? mana : own;
  ensure(available >= vests, notEnough, {
    acc: delegator.name,
    r: naiAsset(vestsText(vests)),
    a: naiAsset(vestsText(available)),
  });
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
