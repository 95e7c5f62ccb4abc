import { naiAsset } from "../../chain/wire/asset.ts";
import { amountText, hiveText, parseAmount } from "../amount.ts";
import { ensure, fieldAssertion, stateAssertion } from "../assertion.ts";
import { accountCreationFee } from "../chain-constants.ts";
import { ensureAccountName } from "./account-name.ts";
import { accountName, text } from "./field.ts";
import { getAccount } from "./find-account.ts";
import { active, defineRule } from "./rule.ts";

interface ClaimAccountFields {
  readonly creator: string;
  readonly fee: string;
  readonly extensions: readonly unknown[];
}

const largestFee = 1_000_000_000n; // HIVE_MAX_ACCOUNT_CREATION_FEE, in 0.001 HIVE

const notHive = fieldAssertion('is_asset_type( fee, HIVE_SYMBOL ) && "Account claiming fee must be HIVE"', "");
const negativeFee = fieldAssertion('fee >= asset( 0, HIVE_SYMBOL ) && "Account claiming fee cannot be negative"', "");
const largeFee = fieldAssertion(
  'fee <= asset( HIVE_MAX_ACCOUNT_CREATION_FEE, HIVE_SYMBOL ) && "Account claiming fee cannot be too large"',
  "",
);
const notEnough = stateAssertion(
  'creator.get_balance() >= o.fee && "Can\'t claim"',
  "Insufficient balance to create account.",
);
const noSubsidy = stateAssertion(
  "gpo.available_account_subsidies >= HIVE_ACCOUNT_SUBSIDY_PRECISION",
  "There are not enough subsidized accounts to claim",
);
const otherFee = stateAssertion(
  'o.fee == wso.median_props.account_creation_fee && "Wrong fee"',
  "Must pay the exact account creation fee (or zero if subsidy is to be used). paid: ${p} fee: ${f}",
);

/** Pays for an account that is made later, with create_claimed_account. None is to be had for resource credits here. */
export const claimAccount = defineRule<ClaimAccountFields>({
  name: "claim_account",
  read: (fields) => ({
    creator: accountName(fields, "creator"),
    fee: amountText(parseAmount(text(fields, "fee"))),
    extensions: [],
  }),
  required: ({ creator }) => active(creator),
  validate: ({ creator, fee }) => {
    const { units, currency } = parseAmount(fee);
    ensureAccountName(creator);
    ensure(currency === "HIVE", notHive);
    ensure(units >= 0n, negativeFee);
    ensure(units <= largestFee, largeFee);
  },
  apply: ({ creator: name, fee }, { state }) => {
    const creator = getAccount(state, name);
    const { units } = parseAmount(fee);
    const balance = naiAsset(hiveText(creator.hive));
    ensure(creator.hive >= units, notEnough, { "creator.balance": balance, required: naiAsset(fee) });
    ensure(units !== 0n, noSubsidy);
    ensure(units === accountCreationFee, otherFee, { p: Number(units), f: naiAsset(hiveText(accountCreationFee)) });
    state.accounts.set(name, {
      ...creator,
      hive: creator.hive - units,
      claimedAccounts: creator.claimedAccounts + 1,
    });
  },
});
