import { naiAsset } from "../../chain/wire/asset.ts";
import { amountText, hiveText, parseAmount } from "../amount.ts";
import { ensure, fieldAssertion, stateAssertion } from "../assertion.ts";
import { accountCreationFee } from "../chain-constants.ts";
import { ensureAccountName } from "./account-name.ts";
import { ensureAuthoritySize, validateAuthority } from "./authority.ts";
import { changeBalance, negative } from "./balance.ts";
import { text } from "./field.ts";
import { getAccount } from "./find-account.ts";
import { ensureAllMembersExist, makeAccount, readNewAccount, type NewAccountFields } from "./new-account.ts";
import { active, defineRule } from "./rule.ts";
import { ensureJson } from "./valid-json.ts";

interface AccountCreateFields extends NewAccountFields {
  readonly fee: string;
}

const notHive = fieldAssertion("is_asset_type( fee, HIVE_SYMBOL )", "Account creation fee must be HIVE");
const negativeFee = fieldAssertion("fee >= asset( 0, HIVE_SYMBOL )", "Account creation fee cannot be negative");
const otherFee = stateAssertion(
  "o.fee == wso.median_props.account_creation_fee",
  "Must pay the exact account creation fee. paid: ${p} fee: ${f}",
);

/** Makes an account for the fee, which is burned. */
export const accountCreate = defineRule<AccountCreateFields>({
  name: "account_create",
  read: (fields) => ({ fee: amountText(parseAmount(text(fields, "fee"))), ...readNewAccount(fields) }),
  required: ({ creator }) => active(creator),
  validate: (fields) => {
    const { units, currency } = parseAmount(fields.fee);
    ensureAccountName(fields.new_account_name);
    ensure(currency === "HIVE", notHive);
    validateAuthority(fields.owner);
    validateAuthority(fields.active);
    if (fields.json_metadata !== "") ensureJson(fields.json_metadata);
    ensure(units >= 0n, negativeFee);
  },
  apply: (fields, context) => {
    const { state } = context;
    const { creator, owner, active: ownActive, posting } = fields;
    getAccount(state, creator);
    const fee = parseAmount(fields.fee);
    ensure(fee.units === accountCreationFee, otherFee, {
      p: naiAsset(fields.fee),
      f: naiAsset(hiveText(accountCreationFee)),
    });
    for (const authority of [owner, ownActive, posting]) ensureAuthoritySize(authority);
    ensureAllMembersExist(fields, state);
    changeBalance(creator, negative(fee), state);
    makeAccount(fields, context);
  },
});
