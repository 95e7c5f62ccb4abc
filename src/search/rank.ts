import { fuse, type Ranked } from "./fuse.ts";
import { cosineTo } from "./vector.ts";

/** What is looked for, or what may be it. */
export interface Searchable {
  /** Sorted and distinct, as `termsOf` gives them. */
  readonly terms: Uint32Array;
  /** Packed; absent while nobody has made it yet. */
  readonly vector?: Uint8Array | undefined;
}

export interface Candidate extends Searchable {
  readonly id: number;
}

/** What is less alike than this is not a find: texts of one language share so much by chance. */
const leastCosine = 0.05;

/** Angles bear with typos and other endings, words do not: what did best in bench/memory. */
const angleWeight = 2;

/**
 * Candidates by how well they answer a question, best first: by rare words in common and by angle, the two orders fused.
 * What has neither is left out. Deterministic; of equals the newer (the higher id) comes first.
 */
export function rank(question: Searchable, candidates: readonly Candidate[]): Ranked[] {
  return fuse([
    { order: byWords(question, candidates), weight: 1 },
    { order: byAngle(question, candidates), weight: angleWeight },
  ]);
}

/** By words in common alone; a word counts the more, the fewer candidates have it. */
export function byWords(question: Searchable, candidates: readonly Candidate[]): Ranked[] {
  const { terms: asked } = question;
  const common = candidates.map(({ terms }) => commonPlaces(asked, terms));
  const counts = new Float64Array(asked.length);
  for (const places of common) for (const place of places) counts[place] = (counts[place] ?? 0) + 1;
  const weights = counts.map((count) => Math.log(1 + (candidates.length - count + 0.5) / (count + 0.5)));
  const found: Ranked[] = [];
  for (const [index, { id, terms }] of candidates.entries()) {
    let sum = 0;
    for (const place of common[index] ?? []) sum += weights[place] ?? 0;
    if (sum > 0) found.push({ id, score: sum / (1 + 0.1 * Math.log2(1 + terms.length)) });
  }
  return ordered(found);
}

/** By angle alone. */
export function byAngle({ vector }: Searchable, candidates: readonly Candidate[]): Ranked[] {
  if (vector === undefined) return [];
  const cosine = cosineTo(vector);
  const found: Ranked[] = [];
  for (const candidate of candidates) {
    const score = candidate.vector === undefined ? 0 : cosine(candidate.vector);
    if (score >= leastCosine) found.push({ id: candidate.id, score });
  }
  return ordered(found);
}

function ordered(found: readonly Ranked[]): Ranked[] {
  return found.toSorted((a, b) => b.score - a.score || b.id - a.id);
}

/** The places of the question's terms that these have too. Both are sorted: a search begins where the last one ended. */
function commonPlaces(question: Uint32Array, terms: Uint32Array): number[] {
  const places: number[] = [];
  let low = 0;
  for (let place = 0; place < question.length && low < terms.length; place++) {
    const wanted = question[place] ?? 0;
    low = firstNotBelow(terms, wanted, low);
    if (terms[low] === wanted) places.push(place);
  }
  return places;
}

function firstNotBelow(sorted: Uint32Array, wanted: number, from: number): number {
  let low = from;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
