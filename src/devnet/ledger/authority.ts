import { isFields } from "../../chain/wire/fields.ts";
import { ensure, type Assertion } from "../assertion.ts";
import { assertException, type ExceptionKind, type NodeError } from "../node-error.ts";
import { unknownSigner } from "../rules/find-account.ts";
import type { AccountState, AuthorityState } from "../state/account.ts";
import type { ChainState } from "../state/chain-state.ts";
import type { LedgerTransaction } from "./ledger-transaction.ts";

// From hive/protocol/config.hpp 1.28, HIVE_MAX_SIG_CHECK_DEPTH, HIVE_MAX_AUTHORITY_MEMBERSHIP, HIVE_MAX_SIG_CHECK_ACCOUNTS.
const maxDepth = 2;
const maxMembers = 40;
const maxAccounts = 125;

const missingCodes = { Active: 3_010_000, Owner: 3_020_000, Posting: 3_030_000 } as const;

/**
 * Throws the `NodeError` that hived gives when these keys do not satisfy every authority the transaction needs. No
 * authority stands in for another: since HF28 an active key does not sign a vote. Keys that nobody asked for do no harm.
 */
export function ensureAuthorized(
  { required }: Pick<LedgerTransaction, "required">,
  keys: ReadonlySet<string>,
  state: ChainState,
): void {
  const check = { keys, state, visited: 0 };
  const posting: Check = { ...check, level: "posting", approved: new Set() };
  for (const name of required.posting) {
    const account = signerOf(name, state);
    const evidence = { id: name, posting: account.posting, active: account.active, owner: account.owner };
    posting.visited += 1;
    ensure(satisfies(account.posting, posting, 0), missing("Posting"), evidence);
  }
  const active: Check = { ...check, level: "active", approved: new Set(), visited: posting.visited };
  for (const name of required.active) {
    const account = signerOf(name, state);
    active.visited += 1;
    const evidence = { id: name, auth: account.active, owner: account.owner };
    ensure(satisfies(account.active, active, 0), missing("Active"), evidence);
  }
  for (const name of required.owner) {
    const account = signerOf(name, state);
    // Accounts that an owner authority names act with their active authority.
    ensure(satisfies(account.owner, active, 0), missing("Owner"), { id: name, auth: account.owner });
  }
}

/** Whether this is the refusal of `ensureAuthorized`. */
export function isMissingAuthority({ data }: NodeError): boolean {
  const code = isFields(data) ? data["code"] : undefined;
  return Object.values(missingCodes).some((one) => one === code);
}

/** One walk through authorities, as hive/protocol/sign_state.hpp 1.28 goes about it. */
interface Check {
  /** Which authority counts of the accounts that an authority names. */
  readonly level: "posting" | "active";
  readonly keys: ReadonlySet<string>;
  readonly state: ChainState;
  /** Accounts that were found to agree. */
  readonly approved: Set<string>;
  /** How many accounts were looked at, over the whole transaction. */
  visited: number;
}

function satisfies({ weight_threshold: threshold, ...members }: AuthorityState, check: Check, depth: number): boolean {
  let weight = 0;
  let seen = 0;
  for (const [key, share] of members.key_auths) {
    if (check.keys.has(key)) {
      weight += share;
      if (weight >= threshold) return true;
    }
    if (++seen >= maxMembers) return false;
  }
  for (const [name, share] of members.account_auths) {
    if (!check.approved.has(name)) {
      if (depth === maxDepth) continue;
      if (check.visited >= maxAccounts) return false;
    }
    if (agrees(name, check, depth)) {
      weight += share;
      if (weight >= threshold) return true;
    }
    if (++seen >= maxMembers) return false;
  }
  return weight >= threshold;
}

function agrees(name: string, check: Check, depth: number): boolean {
  if (check.approved.has(name)) return true;
  check.visited += 1;
  const isSatisfied = satisfies(signerOf(name, check.state)[check.level], check, depth + 1);
  if (isSatisfied) check.approved.add(name);
  return isSatisfied;
}

function signerOf(name: string, state: ChainState): AccountState {
  const account = state.accounts.find(name);
  if (!account) throw unknownSigner(name);
  return account;
}

function missing(level: keyof typeof missingCodes): Assertion {
  const kind: ExceptionKind = {
    ...assertException,
    code: missingCodes[level],
    name: `tx_missing_${level.toLowerCase()}_auth`,
    what: `missing required ${level.toLowerCase()} authority`,
  };
  return {
    expression: level === "Owner" ? 's.check_authority( get_owner( id ), id, "owner" )' : "s.check_authority( id )",
    format: `Missing ${level} Authority \${id}`,
    kind,
    place: { file: "transaction_util.cpp", method: "operator()" },
  };
}
