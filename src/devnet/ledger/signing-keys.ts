import { recoverPublicKeys } from "../../chain/wire/recover.ts";
import { messageOf, SkepError } from "../../shared/errors.ts";
import { ensure, refusal, type Assertion } from "../assertion.ts";
import type { LedgerTransaction } from "./ledger-transaction.ts";

const twice: Assertion = {
  expression:
    "new_signature_info.signature_keys.insert(fc::ecc::public_key(signature, new_signature_info.sig_digest)).second",
  format: "Duplicate signature detected",
  kind: { rpcCode: -32003, code: 3_060_000, name: "tx_duplicate_sig", what: "duplicate signature included" },
  place: { file: "full_transaction.cpp", method: "compute_signature_keys" },
};

const notCanonical: Assertion = {
  expression: "is_canonical(c)",
  format: "signature is not canonical",
  place: { file: "elliptic_secp256k1.cpp", method: "public_key" },
};

const noKey: Assertion = {
  expression: "secp256k1_ecdsa_recover(detail::_get_context(), &recovered_key, &sig, (unsigned char*)digest.data())",
  format: "",
  place: { file: "elliptic_secp256k1.cpp", method: "public_key" },
};

/** The keys that signed. Throws the `NodeError` that hived gives for a broken signature or the same one twice. */
export function signingKeys(transaction: LedgerTransaction, prefix: string): ReadonlySet<string> {
  const keys = recover(transaction, prefix);
  ensure(new Set(keys).size === keys.length, twice);
  return new Set(keys);
}

function recover({ digest, wire }: LedgerTransaction, prefix: string): readonly string[] {
  try {
    return recoverPublicKeys(digest, wire.signatures, prefix);
  } catch (error) {
    if (!(error instanceof SkepError)) throw error;
    throw refusal(messageOf(error).includes("canonical") ? notCanonical : noKey);
  }
}
