import { recoverPublicKeys } from "../../chain/wire/recover.ts";
import { signingDigest } from "../../chain/wire/serialize.ts";
import { messageOf, SkepError } from "../../shared/errors.ts";
import { ensure, refusal, type Assertion } from "../assertion.ts";
import type { ExceptionKind } from "../node-error.ts";
import { unknownSigner } from "../rules/find-account.ts";
import type { AccountState } from "../state/account.ts";
import type { ChainState } from "../state/chain-state.ts";
import type { LedgerTransaction } from "./ledger-transaction.ts";

type Level = "posting" | "active" | "owner";

const maxDepth = 2; // HIVE_MAX_SIG_CHECK_DEPTH

const levels: readonly { readonly level: Level; readonly assertion: Assertion }[] = [
  { level: "posting", assertion: missing("Posting", 3_030_000) },
  { level: "active", assertion: missing("Active", 3_010_000) },
  { level: "owner", assertion: missing("Owner", 3_020_000) },
];

const twice: Assertion = {
  expression:
    "new_signature_info.signature_keys.insert(fc::ecc::public_key(signature, new_signature_info.sig_digest)).second",
  format: "Duplicate signature detected",
  hash: "10995027679849894287",
  kind: { rpcCode: -32003, code: 3_060_000, name: "tx_duplicate_sig", what: "duplicate signature included" },
  place: { file: "full_transaction.cpp", method: "compute_signature_keys" },
};

const notCanonical: Assertion = {
  expression: "is_canonical(c)",
  format: "signature is not canonical",
  hash: "2330317193123361995",
  place: { file: "elliptic_secp256k1.cpp", method: "public_key" },
};

const noKey: Assertion = {
  expression: "secp256k1_ecdsa_recover(detail::_get_context(), &recovered_key, &sig, (unsigned char*)digest.data())",
  format: "",
  hash: "10096341534390622070",
  place: { file: "elliptic_secp256k1.cpp", method: "public_key" },
};

/** The keys that signed. Throws the `NodeError` that hived gives for a broken signature or the same one twice. */
export function signingKeys(transaction: LedgerTransaction, chainId: string, prefix: string): ReadonlySet<string> {
  const keys = recover(transaction, chainId, prefix);
  ensure(new Set(keys).size === keys.length, twice);
  return new Set(keys);
}

function recover({ wire }: LedgerTransaction, chainId: string, prefix: string): readonly string[] {
  try {
    return recoverPublicKeys(signingDigest(wire, chainId), wire.signatures, prefix);
  } catch (error) {
    if (!(error instanceof SkepError)) throw error;
    throw refusal(messageOf(error).includes("canonical") ? notCanonical : noKey);
  }
}

/** Throws the `NodeError` that hived gives when these keys do not satisfy every authority the transaction needs. No
 * authority stands in for another: since HF28 an active key does not sign a vote. */
export function ensureAuthorized(transaction: LedgerTransaction, keys: ReadonlySet<string>, state: ChainState): void {
  for (const { level, assertion } of levels) {
    for (const name of transaction.required[level]) {
      const account = state.accounts.find(name);
      if (!account) throw unknownSigner(name);
      ensure(satisfies(account, { level, keys, state }, 0), assertion, evidence(account));
    }
  }
}

interface Check {
  readonly level: Level;
  readonly keys: ReadonlySet<string>;
  readonly state: ChainState;
}

function satisfies(account: AccountState, check: Check, depth: number): boolean {
  const { weight_threshold: threshold, key_auths: keyAuths, account_auths: accountAuths } = account[check.level];
  let weight = 0;
  for (const [key, share] of keyAuths) if (check.keys.has(key)) weight += share;
  if (weight >= threshold) return true;
  if (depth === maxDepth) return false;
  for (const [name, share] of accountAuths) {
    const other = check.state.accounts.find(name);
    if (other && satisfies(other, check, depth + 1)) weight += share;
  }
  return weight >= threshold;
}

function evidence({ name, posting, active, owner }: AccountState): Record<string, unknown> {
  return { id: name, posting, active, owner };
}

function missing(level: string, code: number): Assertion {
  const kind: ExceptionKind = {
    rpcCode: -32003,
    code,
    name: `tx_missing_${level.toLowerCase()}_auth`,
    what: `missing required ${level.toLowerCase()} authority`,
  };
  return {
    expression: "s.check_authority( id )",
    format: `Missing ${level} Authority \${id}`,
    hash: "8028055836448166003",
    kind,
    tail: "Transaction failed to validate using both new (hf26) and legacy serialization",
    place: { file: "transaction_util.cpp", method: "verify_authority" },
  };
}
