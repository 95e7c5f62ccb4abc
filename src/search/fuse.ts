/** A place in an order. */
export interface Ranked {
  readonly id: number;
  /** Larger is better; only good for comparing within one order. */
  readonly score: number;
}

/** One order, and how much it counts beside the others. */
export interface Vote {
  readonly order: readonly Ranked[];
  readonly weight: number;
}

/** How slowly a place loses its worth: 60 in the paper (Cormack, Clarke, Büttcher, SIGIR 2009), 20 did best in bench/memory. */
const constant = 20;

/** Reciprocal rank fusion: orders of the same things made one, whatever their scores mean. Best first, ties by higher id. */
export function fuse(votes: readonly Vote[]): Ranked[] {
  const scores = new Map<number, number>();
  for (const { order, weight } of votes) {
    order.forEach(({ id }, place) => scores.set(id, (scores.get(id) ?? 0) + weight / (constant + place + 1)));
  }
  return Array.from(scores, ([id, score]) => ({ id, score })).toSorted((a, b) => b.score - a.score || b.id - a.id);
}
