import { naiAsset } from "../../chain/wire/asset.ts";
import { amountText, hiveText, parseAmount } from "../amount.ts";
import { ensure, fieldAssertion, stateAssertion } from "../assertion.ts";
import { accountCreationFee } from "../chain-constants.ts";
import { maxResourceCredits } from "../resource-credits.ts";
import { newcomer, type AccountState, type AuthorityState, type Seconds } from "../state/account.ts";
import { nextNumber } from "../state/chain-state.ts";
import { ensureAccountName } from "./account-name.ts";
import { ensureAuthoritySize, ensureMembersExist, readAuthority, validateAuthority } from "./authority.ts";
import { changeBalance, negative } from "./balance.ts";
import { accountName, text } from "./field.ts";
import { getAccount } from "./find-account.ts";
import { active, defineRule } from "./rule.ts";
import { ensureJson } from "./valid-json.ts";

interface AccountCreateFields {
  readonly fee: string;
  readonly creator: string;
  readonly new_account_name: string;
  readonly owner: AuthorityState;
  readonly active: AuthorityState;
  readonly posting: AuthorityState;
  readonly memo_key: string;
  readonly json_metadata: string;
}

const levels = ["owner", "active", "posting"] as const;

const notHive = fieldAssertion("is_asset_type( fee, HIVE_SYMBOL )", "Account creation fee must be HIVE");
const negativeFee = fieldAssertion("fee >= asset( 0, HIVE_SYMBOL )", "Account creation fee cannot be negative");
const otherFee = stateAssertion(
  "o.fee == wso.median_props.account_creation_fee",
  "Must pay the exact account creation fee. paid: ${p} fee: ${f}",
);
const isThere = stateAssertion("db.find_account( name ) == nullptr", "Account ${name} already exists.");

/** Makes an account for the fee, which is burned. It has no stake and can do little until someone lends it some. */
export const accountCreate = defineRule<AccountCreateFields>({
  name: "account_create",
  read: (fields) => ({
    fee: amountText(parseAmount(text(fields, "fee"))),
    creator: accountName(fields, "creator"),
    new_account_name: accountName(fields, "new_account_name"),
    owner: readAuthority(fields["owner"]),
    active: readAuthority(fields["active"]),
    posting: readAuthority(fields["posting"]),
    memo_key: text(fields, "memo_key"),
    json_metadata: text(fields, "json_metadata"),
  }),
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
    const { state, now } = context;
    const { creator, new_account_name: name } = fields;
    getAccount(state, creator);
    const fee = parseAmount(fields.fee);
    ensure(fee.units === accountCreationFee, otherFee, {
      p: naiAsset(fields.fee),
      f: naiAsset(hiveText(accountCreationFee)),
    });
    for (const level of levels) ensureAuthoritySize(fields[level]);
    for (const level of levels) ensureMembersExist(fields[level], level, name, state);
    changeBalance(creator, negative(fee), state);
    ensure(state.accounts.find(name) === undefined, isThere, { name });
    state.accounts.set(name, newAccount(fields, nextNumber(state, "account"), now));
    const none = "0.000000 VESTS";
    context.emit([
      "account_created",
      { new_account_name: name, creator, initial_vesting_shares: none, initial_delegation: none },
    ]);
  },
});

function newAccount(fields: AccountCreateFields, id: number, now: Seconds): AccountState {
  const empty = { mana: 0n, updatedAt: now };
  const account: AccountState = {
    ...newcomer,
    id,
    name: fields.new_account_name,
    createdAt: now,
    updatedAt: 0,
    owner: fields.owner,
    active: fields.active,
    posting: fields.posting,
    memoKey: fields.memo_key,
    jsonMetadata: fields.json_metadata,
    postingJsonMetadata: "",
    hive: 0n,
    hbd: 0n,
    vests: 0n,
    delegatedVests: 0n,
    receivedVests: 0n,
    reputation: 25,
    upvoteMana: empty,
    downvoteMana: empty,
    resourceCredits: empty,
    lastPost: 0,
    lastRootPost: 0,
    lastEdit: 0,
    lastVote: 0,
    postCount: 0,
    recoveryAccount: fields.creator,
  };
  return { ...account, resourceCredits: { mana: maxResourceCredits(account), updatedAt: now } };
}
