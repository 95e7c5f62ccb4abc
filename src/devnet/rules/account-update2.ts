import type { AuthorityState } from "../state/account.ts";
import { ensureAccountName } from "./account-name.ts";
import { changeAccount } from "./account-change.ts";
import { readAuthority } from "./authority.ts";
import { accountName, text } from "./field.ts";
import { active, defineRule, owner, posting } from "./rule.ts";
import { ensureJson } from "./valid-json.ts";

interface AccountUpdate2Fields {
  readonly account: string;
  readonly owner?: AuthorityState;
  readonly active?: AuthorityState;
  readonly posting?: AuthorityState;
  readonly memo_key?: string;
  readonly json_metadata: string;
  readonly posting_json_metadata: string;
  readonly extensions: readonly unknown[];
}

/** Changes an account's profile or keys. Only the posting profile can be changed with the posting key. */
export const accountUpdate2 = defineRule<AccountUpdate2Fields>({
  name: "account_update2",
  read: (fields) => ({
    account: accountName(fields, "account"),
    ...(isGiven(fields["owner"]) ? { owner: readAuthority(fields["owner"]) } : {}),
    ...(isGiven(fields["active"]) ? { active: readAuthority(fields["active"]) } : {}),
    ...(isGiven(fields["posting"]) ? { posting: readAuthority(fields["posting"]) } : {}),
    ...(isGiven(fields["memo_key"]) ? { memo_key: text(fields, "memo_key") } : {}),
    json_metadata: text(fields, "json_metadata"),
    posting_json_metadata: text(fields, "posting_json_metadata"),
    extensions: [],
  }),
  required: (fields) => {
    if (fields.owner) return owner(fields.account);
    const isPrivate = fields.active ?? fields.posting ?? fields.memo_key ?? (fields.json_metadata || undefined);
    return isPrivate === undefined ? posting(fields.account) : active(fields.account);
  },
  validate: (fields) => {
    ensureAccountName(fields.account);
    if (fields.json_metadata !== "") ensureJson(fields.json_metadata);
    if (fields.posting_json_metadata !== "") ensureJson(fields.posting_json_metadata);
  },
  apply: (fields, context) => {
    changeAccount(fields, context, "update2");
  },
});

/** Whether an optional field is there. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
