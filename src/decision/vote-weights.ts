import type { Strength } from "./decision.ts";

/** What each word of the model for the strength of a vote means, in basis points; at least 1, 10,000 at most. */
export type VoteWeights = Readonly<Record<Strength, number>>;

/** A full vote of this weight (basis points); a normal one is half of it, a light one a quarter. Never 0. */
export function sharesOf(full: number): VoteWeights {
  return { light: atLeastOne(full * 0.25), normal: atLeastOne(full * 0.5), full: atLeastOne(full) };
}

/** From the lightest to the heaviest (basis points), with the normal one halfway. Never 0. */
export function weightsWithin(lightest: number, heaviest: number): VoteWeights {
  return {
    light: atLeastOne(lightest),
    normal: atLeastOne((lightest + heaviest) / 2),
    full: atLeastOne(heaviest),
  };
}

/** The lightest word that is worth a weight; `full` for more than all of them. */
export function strengthOf(weight: number, weights: VoteWeights): Strength {
  if (weight <= weights.light) return "light";
  return weight <= weights.normal ? "normal" : "full";
}

/** The chain takes a weight of 0 for a vote that is taken back, and a negative one for a downvote. */
function atLeastOne(weight: number): number {
  return Math.max(1, Math.round(weight));
}
