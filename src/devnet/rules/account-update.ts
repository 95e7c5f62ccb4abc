import type { AuthorityState } from "../state/account.ts";
import { changeAccount } from "./account-change.ts";
import { ensureAccountName } from "./account-name.ts";
import { isGiven } from "./account-update2.ts";
import { readAuthority } from "./authority.ts";
import { accountName, text } from "./field.ts";
import { active, defineRule, owner } from "./rule.ts";
import { ensureJson } from "./valid-json.ts";

interface AccountUpdateFields {
  readonly account: string;
  readonly owner?: AuthorityState;
  readonly active?: AuthorityState;
  readonly posting?: AuthorityState;
  readonly memo_key: string;
  readonly json_metadata: string;
}

/** The older way to change an account: always with the active key, or the owner key where the owner authority changes. */
export const accountUpdate = defineRule<AccountUpdateFields>({
  name: "account_update",
  read: (fields) => ({
    account: accountName(fields, "account"),
    ...(isGiven(fields["owner"]) ? { owner: readAuthority(fields["owner"]) } : {}),
    ...(isGiven(fields["active"]) ? { active: readAuthority(fields["active"]) } : {}),
    ...(isGiven(fields["posting"]) ? { posting: readAuthority(fields["posting"]) } : {}),
    memo_key: text(fields, "memo_key"),
    json_metadata: text(fields, "json_metadata"),
  }),
  required: (fields) => (fields.owner ? owner(fields.account) : active(fields.account)),
  validate: (fields) => {
    ensureAccountName(fields.account);
    if (fields.json_metadata !== "") ensureJson(fields.json_metadata);
  },
  apply: (fields, context) => {
    changeAccount(fields, context, "update");
  },
});
