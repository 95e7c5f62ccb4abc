/** Says when to look for the next block. All times are milliseconds of the local clock. */
export interface HeadSchedule {
  /** Takes in that the chain's irreversible end was seen at this number at this time. */
  saw(number: number, at: number): void;
  /** How long to wait, from now on. */
  delay(now: number): number;
}

const shortestMs = 50;
const longestMs = 60_000;

/**
 * Aligns polling to the chain's own beat, without trusting anybody's clock: a look that finds a block sets the next one a
 * block's time later, a little earlier each time; a look that comes too soon is repeated after a sixth of that, which sets
 * the beat back. The block's time is learned from how fast the chain moves, starting at `blockSeconds` (default 3), or is
 * kept when `isFixed`.
 */
export function createHeadSchedule(blockSeconds = 3, isFixed = false): HeadSchedule {
  let interval = blockSeconds * 1000;
  let last: { readonly number: number; readonly at: number } | undefined;
  let misses = 0;
  let next = 0;

  function learn(measured: number): void {
    const learned = measured < interval / 2 ? measured : 0.7 * interval + 0.3 * measured; // an accelerated chain at once
    interval = Math.min(Math.max(learned, shortestMs), longestMs);
  }

  return {
    saw(number, at) {
      if (last && number <= last.number) {
        next = at + Math.min((interval / 6) * 1.5 ** misses, interval);
        misses += 1;
        return;
      }
      if (last && !isFixed) learn((at - last.at) / (number - last.number));
      next = at + interval - (misses === 0 ? interval / 60 : 0);
      last = { number, at };
      misses = 0;
    },
    delay: (now) => Math.max(next - now, shortestMs),
  };
}
