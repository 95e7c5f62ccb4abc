import { publicKeyBytes } from "../../chain/wire/key.ts";
import { ensure, stateAssertion } from "../assertion.ts";
import { ownerUpdateSeconds } from "../chain-constants.ts";
import type { AccountState, AuthorityState } from "../state/account.ts";
import { ensureAuthoritySize, ensureMembersExist, validateAuthority } from "./authority.ts";
import { getAccount } from "./find-account.ts";
import type { RuleContext } from "./rule.ts";

/** What an operation says an account is to be from now on. What is missing or empty stays as it was. */
export interface AccountChange {
  readonly account: string;
  readonly owner?: AuthorityState;
  readonly active?: AuthorityState;
  readonly posting?: AuthorityState;
  readonly memo_key?: string;
  readonly json_metadata: string;
  readonly posting_json_metadata?: string;
}

const levels = ["owner", "active", "posting"] as const;

/**
 * Changes an account's authorities, memo key and profile. `kind` is how hived's source tells its two operations for it
 * apart. Throws the `NodeError` that hived gives where it may not be.
 */
export function changeAccount(change: AccountChange, context: RuleContext, kind: "update" | "update2"): void {
  if (change.posting) validateAuthority(change.posting);
  const { state, now } = context;
  const account = getAccount(state, change.account);
  ensureAuthorities(change, context, () => {
    ensureOwnerInterval(account, now, kind);
  });
  const { owner, active, posting } = change;
  state.accounts.set(account.name, {
    ...account,
    ...(owner ? { owner, ownerUpdates: [now, account.ownerUpdates[0]] } : {}),
    ...(active ? { active } : {}),
    ...(posting ? { posting } : {}),
    memoKey: isKey(change.memo_key) ? change.memo_key : account.memoKey,
    jsonMetadata: change.json_metadata || account.jsonMetadata,
    postingJsonMetadata: change.posting_json_metadata || account.postingJsonMetadata,
    updatedAt: now,
  });
}

function ensureAuthorities(change: AccountChange, { state }: RuleContext, ensureOwnerMayChange: () => void): void {
  const given = levels.flatMap((level) => {
    const authority = change[level];
    return authority ? [{ level, authority }] : [];
  });
  for (const { authority } of given) ensureAuthoritySize(authority);
  if (change.owner) ensureOwnerMayChange();
  for (const { level, authority } of given) ensureMembersExist(authority, level, change.account, state);
}

function ensureOwnerInterval({ ownerUpdates: [last, before] }: AccountState, now: number, kind: string): void {
  const tooOften = stateAssertion(
    "util::owner_update_limit_mgr::check( _db.has_hardfork( HIVE_HARDFORK_1_26_AUTH_UPDATE ), _db.head_block_time(), " +
      `account_auth.previous_owner_update, account_auth.last_owner_update ) && "${kind}"`,
    "${m}",
  );
  const isFree = now - last > ownerUpdateSeconds || now - before > ownerUpdateSeconds;
  ensure(isFree, tooOften, { m: "Owner authority can only be updated twice an hour." });
}

// The key of nothing but zeros stands for "as it was".
function isKey(key: string | undefined): key is string {
  return key !== undefined && publicKeyBytes(key)?.some((byte) => byte !== 0) === true;
}
