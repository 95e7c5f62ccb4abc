import type { Beneficiary } from "../chain/operation.ts";

/** How a payout goes: to nobody, or so many basis points of it to those who are cited. */
export type Payout = "declined" | SharedPayout;

interface SharedPayout {
  /** Basis points of the author's reward that go to the cited authors together, 1..10000. */
  readonly citedAuthors: number;
  /** `equal`: the same for all. `rank`: the first gets the most, the last the least. */
  readonly shares: "equal" | "rank";
}

/** hived takes no more in one post. */
const mostBeneficiaries = 8;

/**
 * Who gets which share of a payout: the first eight payees, sorted by name as the chain asks for, weights in basis points
 * that add up to exactly `citedAuthors`. Who would get nothing is left out. Pure.
 */
export function beneficiariesOf(payees: readonly string[], { citedAuthors, shares }: SharedPayout): Beneficiary[] {
  const chosen = payees.slice(0, mostBeneficiaries);
  const parts = chosen.map((_, index) => (shares === "equal" ? 1 : chosen.length - index));
  const weights = parted(citedAuthors, parts);
  return chosen
    .map((account, index) => ({ account, weight: weights[index] ?? 0 }))
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => (one.account < other.account ? -1 : 1));
}

/** Parts a whole in proportion, in whole numbers: what is left over goes to those who lost most by rounding, then to the first. */
function parted(whole: number, parts: readonly number[]): readonly number[] {
  const sum = parts.reduce((total, part) => total + part, 0);
  const exact = parts.map((part) => (whole * part) / sum);
  const rest = whole - exact.reduce((total, share) => total + Math.floor(share), 0);
  const lost = (index: number): number => (exact[index] ?? 0) % 1;
  const order = [...parts.keys()].toSorted((a, b) => lost(b) - lost(a) || a - b);
  const lucky = new Set(order.slice(0, rest));
  return exact.map((share, index) => Math.floor(share) + (lucky.has(index) ? 1 : 0));
}
