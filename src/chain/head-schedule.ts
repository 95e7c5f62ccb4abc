/** Says when to look for the next block. All times are milliseconds of the local clock. */
export interface HeadSchedule {
  /** Takes in that the chain's irreversible end was at this number, as answered to a look begun at this time. */
  saw(number: number, at: number): void;
  /** How long to wait, from now on. */
  delay(now: number): number;
}

const shortestMs = 30;
const longestMs = 60_000;
const wantedFinds = 0.75; // of first looks

/**
 * Aligns polling to the chain's own beat, without trusting anybody's clock. The first look for a block is placed where
 * about three of four first looks find it: a find moves it a little earlier, a miss later, by steps that shrink while they
 * take turns. After a miss it looks again soon, then ever more rarely: that slot was missed, or the chain stands still.
 * The time between blocks is learned from how fast the chain moves, starting at `blockSeconds` (default 3), or kept when
 * `isFixed`.
 */
export function createHeadSchedule(blockSeconds = 3, isFixed = false): HeadSchedule {
  let interval = blockSeconds * 1000;
  let last: { readonly number: number; readonly at: number } | undefined;
  let planned = 0; // when the first look for the next block is due
  let next = 0;
  let misses = 0;
  let step = interval / 20;
  let wasEarly: boolean | undefined;

  function learnInterval(measured: number): void {
    const learned = measured < interval / 2 ? measured : 0.9 * interval + 0.1 * measured; // an accelerated chain at once
    interval = Math.min(Math.max(learned, shortestMs), longestMs);
  }

  /** Moves the first look by a step: earlier after a find, later after a miss. */
  function place(isEarly: boolean): number {
    step = wasEarly === undefined || wasEarly === isEarly ? step * 1.1 : step * 0.6;
    step = Math.min(Math.max(step, interval / 200), interval / 20);
    wasEarly = isEarly;
    return isEarly ? step * wantedFinds : -step * (1 - wantedFinds);
  }

  return {
    saw(number, at) {
      if (last && number <= last.number) {
        next = at + Math.min(Math.max(interval / 40, shortestMs) * 1.5 ** misses, interval);
        misses += 1;
        return;
      }
      const isFar = !last || misses > 4 || number > last.number + 1 || at > planned + interval / 2;
      if (last && !isFixed) learnInterval((at - last.at) / (number - last.number));
      planned = isFar ? at + interval : planned + interval + place(misses > 0);
      next = planned;
      last = { number, at };
      misses = 0;
    },
    delay: (now) => Math.max(next - now, shortestMs),
  };
}
