import { withoutLinks } from "./links.ts";
import { plainForm } from "./plain-form.ts";
import { seedWords } from "./seed-words.ts";

// The letters of base58: without 0, O, I and l.
const base58Run = /[1-9A-HJ-NP-Za-km-z]{26,}/g;
const privateKey = /(?<![A-Za-z0-9])(?:P?5[HJK][1-9A-HJ-NP-Za-km-z]{49}|[KL][1-9A-HJ-NP-Za-km-z]{51})(?![A-Za-z0-9])/;
const longHex = /[0-9a-f]{64}/i;
const addresses: readonly RegExp[] = [
  /0x[0-9a-f]{40}/i, // Ethereum and its kin
  /(?<![a-z0-9])[a-z]{2,10}1[02-9ac-hj-np-z]{25,}/i, // bech32: Bitcoin, Litecoin, Cardano, Cosmos, Nostr
  /(?<![\w-])[EUk][Qf][\w-]{46}(?![\w-])/, // TON
];
const shortestPhrase = 12;

/**
 * What kind of key, address or recovery phrase stands in a text, in words without the thing itself; `undefined` when
 * none does. Told by form alone: whether it opens anything is not known here.
 */
export function secretIn(text: string): string | undefined {
  const plain = plainForm(text);
  if (privateKey.test(plain)) return "a private key";
  if (longHex.test(plain)) return "64 hex digits in a row, as keys have them";
  if (addresses.some((form) => form.test(plain))) return "the address of a wallet";
  if (hasBase58Code(withoutLinks(plain))) return "a key or the address of a wallet";
  if (longestSeedRun(plain) >= shortestPhrase) return "what looks like the recovery phrase of a wallet";
  return undefined;
}

/** Pictures' addresses hold such runs too, which is why links are not looked at. */
function hasBase58Code(prose: string): boolean {
  return (prose.match(base58Run) ?? []).some((run) => /\d/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run));
}

function longestSeedRun(plain: string): number {
  let longest = 0;
  let run = 0;
  for (const [each] of plain.toLowerCase().matchAll(/\p{L}+/gu)) {
    run = seedWords.has(each) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
