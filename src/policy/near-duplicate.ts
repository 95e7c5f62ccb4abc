import { pairsOf, wordsIn } from "./plain-form.ts";

/** Shorter answers are alike by nature: "I do not know that." may be said to many. */
const fewestWords = 8;
/** The share of common pairs of words from which two texts count as one. */
const alike = 0.85;

/** How many of these texts say nearly the same as this one; none when it is shorter than eight words. */
export function countNearDuplicates(text: string, earlier: readonly string[]): number {
  const words = wordsIn(text);
  if (words.length < fewestWords) return 0;
  const pairs = pairsOf(words);
  return earlier.filter((each) => likeness(pairs, pairsOf(wordsIn(each))) >= alike).length;
}

/** Dice's coefficient, 0..1. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((pair) => b.has(pair)).length;
  return (2 * common) / Math.max(1, a.size + b.size);
}
