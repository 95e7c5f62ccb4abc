import type { Gather } from "../trigger/gather.ts";

/** Whether two of a list, by their indexes, are about one topic. */
export type SameTopic = (one: number, other: number) => boolean;

/** What a post is about, as `termsOf` gives it. */
interface Terms {
  /** Of its title and tags. */
  readonly head: Uint32Array;
  readonly text: Uint32Array;
}

/** From this share of rare words in common on: short posts about one thing share few (measured on made-up ones). */
const commonTerms = 0.075;
/** From this cosine on, once the common lean is off. */
const nearVectors = 0.35;
/** So few texts have no middle of their own: they tell nothing of what is usual. */
const fewestForMiddle = 8;

/**
 * Goes through a list, best first, and answers the indexes of at most `take`: at most so many by one author, and so many
 * about one topic. Pure.
 */
export function pickDiverse(
  authors: readonly string[],
  isSameTopic: SameTopic,
  { take, atMost }: Pick<Gather, "take" | "atMost">,
): readonly number[] {
  const picked: number[] = [];
  for (const [index, author] of authors.entries()) {
    if (picked.length >= take) break;
    const ofAuthor = picked.filter((other) => authors[other] === author).length;
    const ofTopic = picked.filter((other) => isSameTopic(index, other)).length;
    if (ofAuthor < atMost.perAuthor && ofTopic < atMost.perTopic) picked.push(index);
  }
  return picked;
}

/** By words in common, in head and text alike; a word counts the more, the fewer posts have it. Pure. */
export function byTerms(posts: readonly Terms[]): SameTopic {
  const likeness = [posts.map(({ head }) => head), posts.map(({ text }) => text)].map(termLikeness);
  return (one, other) => {
    const sum = likeness.reduce((total, each) => total + each(one, other), 0);
    return sum / likeness.length >= commonTerms;
  };
}

/** The cosine of two texts in the space of their words, 0..1. */
function termLikeness(texts: readonly Uint32Array[]): (one: number, other: number) => number {
  const counts = new Map<number, number>();
  for (const terms of texts) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  const weightOf = (term: number): number => Math.log(1 + texts.length / (counts.get(term) ?? 1)) ** 2;
  const sets = texts.map((terms) => new Set(terms));
  const lengths = sets.map((terms) => Math.sqrt([...terms].reduce((sum, term) => sum + weightOf(term), 0)));
  return (one, other) => {
    const common = [...(sets[one] ?? [])].filter((term) => sets[other]?.has(term) === true);
    const sum = common.reduce((total, term) => total + weightOf(term), 0);
    return sum / Math.max(1e-9, (lengths[one] ?? 0) * (lengths[other] ?? 0));
  };
}

/**
 * By the angle of their vectors. Vectors of one model all lean the same way: that lean, the mean of them all, is taken off first, so
 * that what is left tells one text from the others. Fewer than eight posts have each a topic of their own. Pure.
 */
export function byVectors(vectors: readonly Float32Array[]): SameTopic {
  if (vectors.length < fewestForMiddle) return () => false;
  const mean = (vectors[0] ?? new Float32Array()).map(
    (_, at) => vectors.reduce((sum, vector) => sum + (vector[at] ?? 0), 0) / vectors.length,
  );
  const leaning = vectors.map((vector) => vector.map((value, at) => value - (mean[at] ?? 0)));
  const lengths = leaning.map((vector) => Math.hypot(...vector));
  return (one, other) => {
    const [a, b] = [leaning[one], leaning[other]];
    if (!a || !b) return false;
    const dot = a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
    return dot >= nearVectors * Math.max(1e-9, (lengths[one] ?? 0) * (lengths[other] ?? 0));
  };
}
