import { SkepError } from "../shared/errors.ts";
import { parsePrivateKey } from "./wire/key.ts";
import { signingDigest } from "./wire/serialize.ts";
import { signDigest } from "./wire/sign.ts";
import type { WireTransaction } from "./wire/wire-transaction.ts";

/** Holds the keys and lets nobody see them. */
export interface Signer {
  /** The same transaction with one signature. Throws `config_invalid` when there is no key for this account. */
  sign(account: string, transaction: WireTransaction): WireTransaction;
}

/**
 * Takes posting keys in WIF by account name, for the network with this chain id. Throws `config_invalid` for a key that
 * is none. Whether a key belongs to its account is for `checkPostingKey`.
 */
export function createSigner(keys: ReadonlyMap<string, string>, chainId: string): Signer {
  const held = new Map(keys);
  for (const wif of held.values()) parsePrivateKey(wif);
  return {
    sign(account, transaction) {
      const wif = held.get(account);
      if (wif === undefined) throw new SkepError("config_invalid", `there is no posting key for @${account}`);
      return { ...transaction, signatures: [signDigest(signingDigest(transaction, chainId), wif)] };
    },
  };
}
