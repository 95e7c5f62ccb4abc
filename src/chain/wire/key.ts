import { PrivateKey, PublicKey } from "@hiveio/dhive";
import { SkepError } from "../../shared/errors.ts";

/** The prefix of public keys in text form, on mainnet and on every network that Skep knows. */
export const keyPrefix = "STM";

/**
 * Reads a private key in WIF. Throws `config_invalid` when it is none; the error holds nothing of the text, not even as
 * its cause, since the library's own errors carry the decoded bytes.
 */
export function parsePrivateKey(wif: string): PrivateKey {
  try {
    return PrivateKey.fromString(wif.trim());
  } catch {
    throw new SkepError("config_invalid", "expected a private key in WIF (51 characters, starting with 5)");
  }
}

/** The public key that belongs to a private key in WIF. Throws `config_invalid` when that is no key. */
export function publicKeyOf(wif: string, prefix = keyPrefix): string {
  return parsePrivateKey(wif).createPublic(prefix).toString();
}

/** A private key in WIF made from any text. For test networks: whoever knows the text knows the key. */
export function privateKeyFromSeed(seed: string): string {
  return PrivateKey.fromSeed(seed).toString();
}

/** The private key in WIF that wallets make of an account's password for one role. */
export function privateKeyFromLogin(
  account: string,
  password: string,
  role: "owner" | "active" | "posting" | "memo",
): string {
  return PrivateKey.fromLogin(account, password, role).toString();
}

// What stands for "no key", such as that of a witness who stepped down: 33 zeros.
const noKey = /^[A-Z]{3}1111111111111111111111111111111114T1Anm$/;

/** The 33 bytes of a public key, whatever its prefix, or `undefined` when this text is none. */
export function publicKeyBytes(text: string): Buffer | undefined {
  if (noKey.test(text)) return Buffer.alloc(33);
  try {
    return Buffer.from(PublicKey.fromString(text).key);
  } catch {
    return undefined;
  }
}

/** Whether this text is a public key with a right checksum. */
export function isPublicKey(text: string): boolean {
  try {
    return PublicKey.fromString(text).toString() === text;
  } catch {
    return false;
  }
}
