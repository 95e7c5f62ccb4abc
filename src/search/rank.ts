import { fuse, type Ranked } from "./fuse.ts";
import { cosineOf } from "./vector.ts";

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
  const shared = candidates.map(({ terms }) => commonTerms(question.terms, terms));
  const counts = new Map<number, number>();
  for (const common of shared) for (const term of common) counts.set(term, (counts.get(term) ?? 0) + 1);
  const weightOf = (term: number): number => {
    const count = counts.get(term) ?? 0;
    return Math.log(1 + (candidates.length - count + 0.5) / (count + 0.5));
  };
  return ordered(
    candidates.flatMap(({ id, terms }, index) => {
      const common = shared[index] ?? [];
      if (common.length === 0) return [];
      const sum = common.reduce((total, term) => total + weightOf(term), 0);
      return [{ id, score: sum / (1 + 0.1 * Math.log2(1 + terms.length)) }];
    }),
  );
}

/** By angle alone. */
export function byAngle({ vector }: Searchable, candidates: readonly Candidate[]): Ranked[] {
  if (vector === undefined) return [];
  return ordered(
    candidates.flatMap((candidate) => {
      const score = candidate.vector === undefined ? 0 : cosineOf(vector, candidate.vector);
      return score < leastCosine ? [] : [{ id: candidate.id, score }];
    }),
  );
}

function ordered(found: readonly Ranked[]): Ranked[] {
  return found.toSorted((a, b) => b.score - a.score || b.id - a.id);
}

/** Both are sorted: one walk over the shorter, with a search in the longer. */
function commonTerms(question: Uint32Array, terms: Uint32Array): number[] {
  const common: number[] = [];
  for (const term of question) if (holds(terms, term)) common.push(term);
  return common;
}

function holds(sorted: Uint32Array, wanted: number): boolean {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = sorted[middle] ?? 0;
    if (value === wanted) return true;
    if (value < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
