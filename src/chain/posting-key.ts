import type { Account, Authority } from "./chain-reader.ts";
import { privateKeyFromLogin, publicKeyOf } from "./wire/key.ts";

/**
 * Checks that a private key in WIF is a posting key of this account, may sign alone, and is nothing more than that.
 * Returns what is wrong with it in words that never hold the key, or `undefined`.
 */
export function checkPostingKey(account: Account, wif: string): string | undefined {
  if (isMasterPassword(account, wif))
    return `what stands for the key of @${account.name} is its master password, from which every key is made: give Skep the posting key alone`;
  const key = publicKeyFor(account, wif);
  if (key === undefined)
    return `the posting key of @${account.name} is not a private key in WIF (51 characters, starting with 5)`;
  const stronger = strongerRoles(account, key);
  const weight = weightOf(account.posting, key);
  if (stronger.length > 0) {
    const roles = stronger.join(" and ");
    return `the key for @${account.name} is ${weight > 0 ? "also " : ""}its ${roles} key: give Skep a key that can only post`;
  }
  if (weight === 0)
    return `the key for @${account.name} is not one of its posting keys on chain: it is another account's, or was replaced`;
  if (weight >= account.posting.threshold) return undefined;
  return `the posting key of @${account.name} cannot sign alone: its weight is ${weight} of ${account.posting.threshold}`;
}

/** Whether wallets would make this account's keys of this text. */
function isMasterPassword(account: Account, text: string): boolean {
  const roles = ["owner", "active", "posting", "memo"] as const;
  const made = roles.map((role) => publicKeyFor(account, privateKeyFromLogin(account.name, text.trim(), role)));
  return made.some((key) => key !== undefined && (isOneOf(account, key) || account.memoKey === key));
}

function isOneOf({ owner, active, posting }: Account, key: string): boolean {
  return [owner, active, posting].some((authority) => weightOf(authority, key) > 0);
}

function publicKeyFor(account: Account, wif: string): string | undefined {
  try {
    return publicKeyOf(wif, account.memoKey.slice(0, 3)); // the network's own prefix
  } catch {
    return undefined;
  }
}

function strongerRoles(account: Account, key: string): string[] {
  const roles = [
    { role: "owner", holds: weightOf(account.owner, key) > 0 },
    { role: "active", holds: weightOf(account.active, key) > 0 },
    { role: "memo", holds: account.memoKey === key },
  ];
  return roles.filter(({ holds }) => holds).map(({ role }) => role);
}

function weightOf({ keys }: Authority, key: string): number {
  return keys.find((one) => one.key === key)?.weight ?? 0;
}
