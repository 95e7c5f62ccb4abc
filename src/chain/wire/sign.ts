import { parsePrivateKey } from "./key.ts";

/** Signs a 32-byte digest with a private key in WIF: 130 hex digits, canonical, the same on every run. Throws
 * `config_invalid` when the key is none. */
export function signDigest(digest: Buffer, wif: string): string {
  return parsePrivateKey(wif).sign(digest).toString();
}
