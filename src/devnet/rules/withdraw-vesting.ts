import { naiAsset } from "../../chain/wire/asset.ts";
import { amountText, parseAmount } from "../amount.ts";
import { ensure, fieldAssertion, stateAssertion } from "../assertion.ts";
import { powerDownWeeks } from "../chain-constants.ts";
import { addResourceCredits } from "../resource-credits.ts";
import { ensureAccountName } from "./account-name.ts";
import { accountName, text } from "./field.ts";
import { getAccount } from "./find-account.ts";
import { active, defineRule } from "./rule.ts";

interface PowerDownFields {
  readonly account: string;
  readonly vesting_shares: string;
}

const weekSeconds = 7 * 86_400;

const notVests = fieldAssertion("is_asset_type( vesting_shares, VESTS_SYMBOL)", "Amount must be VESTS");
const negative = stateAssertion(
  "!_db.has_hardfork( HIVE_HARDFORK_0_20 )",
  "Cannot withdraw negative VESTS. account: ${account}, vests:${vests}",
);
const notEnough = stateAssertion(
  "static_cast<asset>(account.get_vesting()) - account.delegated_vesting_shares >= o.vesting_shares",
  "Account does not have sufficient Hive Power for withdraw.",
);
const nothingToStop = stateAssertion(
  "account.has_active_power_down()",
  "This operation would not change the vesting withdraw rate.",
);
const unchanged = stateAssertion(
  "account.vesting_withdraw_rate != new_vesting_withdraw_rate || !account.has_active_power_down()",
  "This operation would not change the vesting withdraw rate.",
);

/** Begins a power down, or stops it (0 VESTS). On this chain the weekly parts are never paid out. */
export const withdrawVesting = defineRule<PowerDownFields>({
  name: "withdraw_vesting",
  read: (fields) => ({
    account: accountName(fields, "account"),
    vesting_shares: amountText(parseAmount(text(fields, "vesting_shares"))),
  }),
  required: ({ account }) => active(account),
  validate: ({ account, vesting_shares: shares }) => {
    ensureAccountName(account);
    ensure(parseAmount(shares).currency === "VESTS", notVests);
  },
  apply: (fields, { state, now }) => {
    const account = getAccount(state, fields.account);
    const { units: total } = parseAmount(fields.vesting_shares);
    ensure(total >= 0n, negative, { account: account.name, vests: naiAsset(fields.vesting_shares) });
    ensure(account.vests - account.delegatedVests >= total, notEnough);
    if (total === 0n) {
      ensure(account.powerDown !== undefined, nothingToStop);
      state.accounts.set(account.name, { ...account, powerDown: undefined });
      return;
    }
    const weeks = BigInt(powerDownWeeks);
    const weekly = (total + weeks - 1n) / weeks;
    ensure(account.powerDown?.weekly !== weekly, unchanged);
    const less = (account.powerDown?.weekly ?? 0n) - weekly;
    state.accounts.set(account.name, {
      ...(less < 0n ? addResourceCredits(account, less, now) : account),
      powerDown: { weekly, total, nextAt: now + weekSeconds },
    });
  },
});
