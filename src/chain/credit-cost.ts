/**
 * About what operations cost in resource credits. hived's prices move with pools that the whole chain drinks from; these
 * are what a hived 1.28 testnet charged for comments, and what a mainnet node asked for a small transaction in 2026 (a
 * vote there takes between a fifth of that and all of it).
 */
const prices = {
  comment: { base: 3_300_000_000, perByte: 31_000 },
  vote: { base: 107_000_000, perByte: 0 },
} as const;

/** An estimate of the resource credits that an operation takes, its text being so many bytes long. */
export function estimatedCredits(operation: keyof typeof prices, bytes: number): number {
  const { base, perByte } = prices[operation];
  return base + bytes * perByte;
}
