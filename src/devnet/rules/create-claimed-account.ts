import { ensure, stateAssertion } from "../assertion.ts";
import { ensureAccountName } from "./account-name.ts";
import { ensureAuthoritySize, validateAuthority } from "./authority.ts";
import { getAccount } from "./find-account.ts";
import { ensureAllMembersExist, makeAccount, readNewAccount, type NewAccountFields } from "./new-account.ts";
import { active, defineRule } from "./rule.ts";
import { ensureJson } from "./valid-json.ts";

interface CreateClaimedFields extends NewAccountFields {
  readonly extensions: readonly unknown[];
}

const noneClaimed = stateAssertion(
  "creator.pending_claimed_accounts > 0",
  "${creator} has no claimed accounts to create",
);

/** Makes an account that was paid for with claim_account. */
export const createClaimedAccount = defineRule<CreateClaimedFields>({
  name: "create_claimed_account",
  read: (fields) => ({ ...readNewAccount(fields), extensions: [] }),
  required: ({ creator }) => active(creator),
  validate: (fields) => {
    ensureAccountName(fields.creator);
    ensureAccountName(fields.new_account_name);
    for (const authority of [fields.owner, fields.active, fields.posting]) {
      validateAuthority(authority);
      ensureAuthoritySize(authority);
    }
    if (fields.json_metadata !== "") ensureJson(fields.json_metadata);
  },
  apply: (fields, context) => {
    const { state } = context;
    const creator = getAccount(state, fields.creator);
    ensure(creator.claimedAccounts > 0, noneClaimed, { creator: creator.name });
    ensureAllMembersExist(fields, state);
    state.accounts.set(creator.name, { ...creator, claimedAccounts: creator.claimedAccounts - 1 });
    makeAccount(fields, context);
  },
});
