import { Signature } from "@hiveio/dhive";
import { SkepError } from "../../shared/errors.ts";
import { keyPrefix } from "./key.ts";

/** The public keys that made these signatures over this digest, in their order. A key may come twice. Throws
 * `chain_rejected` when one is malformed, not canonical, or the signature of nobody. */
export function recoverPublicKeys(digest: Buffer, signatures: readonly string[], prefix = keyPrefix): string[] {
  return signatures.map((signature) => recover(digest, signature, prefix));
}

// Half the order of secp256k1's group. A greater s has a smaller twin that signs the same (BIP 62).
const greatestS = "7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0";

function recover(digest: Buffer, text: string, prefix: string): string {
  if (!/^[0-9a-f]{130}$/i.test(text)) throw new SkepError("chain_rejected", "a signature has 130 hex digits");
  if (text.slice(66).toLowerCase() > greatestS) throw new SkepError("chain_rejected", "signature is not canonical");
  try {
    return Signature.fromString(text).recover(digest, prefix).toString();
  } catch (error) {
    throw new SkepError("chain_rejected", "no key made this signature", { cause: error });
  }
}
