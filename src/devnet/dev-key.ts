import { privateKeyFromSeed, publicKeyOf } from "../chain/wire/key.ts";

export type Role = "owner" | "active" | "posting" | "memo";

/**
 * The private key in WIF of an account made by this chain: what wallets derive from the account's name, the role and
 * the password `pw-<name>`. Anybody can compute it, so it is worth nothing outside a test network.
 */
export function devKey(account: string, role: Role): string {
  return privateKeyFromSeed(`${account}${role}pw-${account}`);
}

/** The public key that belongs to it. */
export function devPublicKey(account: string, role: Role, prefix: string): string {
  return publicKeyOf(devKey(account, role), prefix);
}
