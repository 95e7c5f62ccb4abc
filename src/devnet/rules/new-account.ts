import type { Fields } from "../../chain/wire/fields.ts";
import { ensure, stateAssertion } from "../assertion.ts";
import { maxResourceCredits } from "../resource-credits.ts";
import { newcomer, type AccountState, type AuthorityState, type Seconds } from "../state/account.ts";
import { nextNumber, type ChainState } from "../state/chain-state.ts";
import { ensureMembersExist, readAuthority } from "./authority.ts";
import { accountName, text } from "./field.ts";
import type { RuleContext } from "./rule.ts";

/** What every operation says that makes an account. */
export interface NewAccountFields {
  readonly creator: string;
  readonly new_account_name: string;
  readonly owner: AuthorityState;
  readonly active: AuthorityState;
  readonly posting: AuthorityState;
  readonly memo_key: string;
  readonly json_metadata: string;
}

const levels = ["owner", "active", "posting"] as const;

const isThere = stateAssertion("db.find_account( name ) == nullptr", "Account ${name} already exists.");

export function readNewAccount(fields: Fields): NewAccountFields {
  return {
    creator: accountName(fields, "creator"),
    new_account_name: accountName(fields, "new_account_name"),
    owner: readAuthority(fields["owner"]),
    active: readAuthority(fields["active"]),
    posting: readAuthority(fields["posting"]),
    memo_key: text(fields, "memo_key"),
    json_metadata: text(fields, "json_metadata"),
  };
}

/** Throws the `NodeError` that hived gives when an account is to act for the new one and is none. */
export function ensureAllMembersExist(fields: NewAccountFields, state: ChainState): void {
  for (const level of levels) ensureMembersExist(fields[level], level, fields.new_account_name, state);
}

/** Makes the account, which has no stake and can do little until someone lends it some. Throws a `NodeError` when there
 * is one of this name. */
export function makeAccount(fields: NewAccountFields, context: RuleContext): void {
  const { state, now } = context;
  const { creator, new_account_name: name } = fields;
  ensure(state.accounts.find(name) === undefined, isThere, { name });
  state.accounts.set(name, newAccount(fields, nextNumber(state, "account"), now));
  const none = "0.000000 VESTS";
  context.emit([
    "account_created",
    { new_account_name: name, creator, initial_vesting_shares: none, initial_delegation: none },
  ]);
}

function newAccount(fields: NewAccountFields, id: number, now: Seconds): AccountState {
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
