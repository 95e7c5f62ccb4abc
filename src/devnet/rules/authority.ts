import { publicKeyBytes } from "../../chain/wire/key.ts";
import { ensure, fieldAssertion, stateAssertion, type Assertion } from "../assertion.ts";
import type { AuthorityState } from "../state/account.ts";
import type { ChainState } from "../state/chain-state.ts";
import { isAccountName } from "./account-name.ts";
import { accountName, invalidCast, list, record, text, uint16, uint32 } from "./field.ts";

/** What an authority is for, in the words of hived's messages. */
export type AuthorityLevel = "owner" | "active" | "posting";

/** The most accounts and keys that one authority may have, and the most signers of a custom_json. */
export const authorityLimit = 40; // HIVE_MAX_AUTHORITY_MEMBERSHIP

const badName: Assertion = {
  expression: "is_valid_account_name( item.first )",
  format: "",
  place: { file: "authority.cpp", method: "validate" },
};
const tooMany = fieldAssertion(
  "size <= HIVE_MAX_AUTHORITY_MEMBERSHIP",
  "Authority membership exceeded. Max: ${max} Current: ${n}",
);
const noMember = stateAssertion(
  "a != nullptr",
  "New ${ac} authority on account ${aa} references non-existing account ${aref}",
);

/** Reads an authority. As on the chain its members are in order and each is in it once. Throws `NodeError`. */
export function readAuthority(value: unknown): AuthorityState {
  const fields = record(value);
  const accounts = list(fields, "account_auths").map((pair) => weighted(pair, accountName));
  const keys = list(fields, "key_auths").map((pair) => weighted(pair, text));
  return {
    weight_threshold: uint32(fields, "weight_threshold"),
    account_auths: inOrder(accounts, (name) => Buffer.from(name)),
    key_auths: inOrder(keys, (key) => publicKeyBytes(key) ?? Buffer.from(key)),
  };
}

/** Throws the `NodeError` that hived gives when one of the accounts cannot exist. A threshold nobody can reach is fine. */
export function validateAuthority(authority: AuthorityState): void {
  for (const [name] of authority.account_auths) ensure(isAccountName(name), badName);
}

/** Throws the `NodeError` that hived gives when there are too many members. */
export function ensureAuthoritySize({ account_auths: accounts, key_auths: keys }: AuthorityState): void {
  const size = accounts.length + keys.length;
  ensure(size <= authorityLimit, tooMany, { max: authorityLimit, n: size });
}

/** Throws the `NodeError` that hived gives when an account that is to act for this one is none. */
export function ensureMembersExist(
  authority: AuthorityState,
  level: AuthorityLevel,
  account: string,
  state: ChainState,
): void {
  for (const [name] of authority.account_auths) {
    ensure(state.accounts.find(name) !== undefined, noMember, { ac: level, aa: account, aref: name });
  }
}

type Member = readonly [name: string, weight: number];

function weighted(pair: unknown, read: typeof text): Member {
  if (!Array.isArray(pair)) throw invalidCast(pair, "Array");
  const [name, weight]: unknown[] = pair;
  return [read({ name }, "name"), uint16({ weight }, "weight")];
}

// Where a member is given twice, hived keeps the first.
function inOrder(members: readonly Member[], order: (name: string) => Buffer): readonly Member[] {
  const first = members.filter(([name], index) => members.findIndex(([other]) => other === name) === index);
  return first.toSorted(([a], [b]) => order(a).compare(order(b)));
}
