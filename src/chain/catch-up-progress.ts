/** How far a catch-up has come. */
export interface CatchUpProgress {
  /** Blocks taken in so far. */
  readonly done: number;
  /** Blocks to take in, those included. */
  readonly total: number;
  /** Number of the last block that was taken in. */
  readonly last: number;
  readonly blocksPerSecond: number;
  readonly secondsLeft: number;
}

/** Measures a catch-up from one block to another, from now on. */
export function measureProgress(
  from: number,
  to: number,
): { readonly total: number; at(last: number): CatchUpProgress } {
  const started = performance.now();
  const total = to - from + 1;
  return {
    total,
    at(last) {
      const done = last - from + 1;
      const seconds = Math.max((performance.now() - started) / 1_000, 0.001);
      return { done, total, last, blocksPerSecond: done / seconds, secondsLeft: ((total - done) * seconds) / done };
    },
  };
}
