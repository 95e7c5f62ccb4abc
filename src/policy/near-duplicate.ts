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

/** Makes a judge of texts that come one by one: whether a text is new, or nearly repeats one that was new before. */
export function createNoveltyJudge(): (text: string) => boolean {
  const known: ReadonlySet<string>[] = [];
  return (text) => {
    const words = wordsIn(text);
    const pairs = pairsOf(words);
    const isNew = words.length < fewestWords || known.every((earlier) => likeness(pairs, earlier) < alike);
    if (isNew) known.push(pairs);
    return isNew;
  };
}

/** Dice's coefficient, 0..1. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const pair of a) if (b.has(pair)) common += 1;
  return (2 * common) / Math.max(1, a.size + b.size);
}
