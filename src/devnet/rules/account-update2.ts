import type { AccountState, AuthorityState } from "../state/account.ts";
import { ensureAccountName } from "./account-name.ts";
import { integer, invalidCast, list, record, text } from "./field.ts";
import { getAccount } from "./find-account.ts";
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
    account: text(fields, "account"),
    ...(isGiven(fields["owner"]) ? { owner: authority(fields["owner"]) } : {}),
    ...(isGiven(fields["active"]) ? { active: authority(fields["active"]) } : {}),
    ...(isGiven(fields["posting"]) ? { posting: authority(fields["posting"]) } : {}),
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
  apply: (fields, { state, now }) => {
    const account = getAccount(state, fields.account);
    const authorities = [fields.owner, fields.active, fields.posting].flatMap((one) => one?.account_auths ?? []);
    for (const [name] of authorities) getAccount(state, name);
    state.accounts.set(account.name, { ...account, ...changes(fields, account), updatedAt: now });
  },
});

function changes(fields: AccountUpdate2Fields, account: AccountState): Partial<AccountState> {
  return {
    owner: fields.owner ?? account.owner,
    active: fields.active ?? account.active,
    posting: fields.posting ?? account.posting,
    memoKey: fields.memo_key ?? account.memoKey,
    jsonMetadata: fields.json_metadata || account.jsonMetadata,
    postingJsonMetadata: fields.posting_json_metadata || account.postingJsonMetadata,
  };
}

function authority(value: unknown): AuthorityState {
  const fields = record(value);
  return {
    weight_threshold: integer(fields, "weight_threshold"),
    account_auths: list(fields, "account_auths").map(weighted),
    key_auths: list(fields, "key_auths").map(weighted),
  };
}

function weighted(pair: unknown): readonly [string, number] {
  if (!Array.isArray(pair)) throw invalidCast(pair, "Array");
  const [name, weight]: unknown[] = pair;
  return [text({ name }, "name"), integer({ weight }, "weight")];
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
