import { abortable } from "./abortable.ts";

/** Runs one task at a time, in the order in which they were handed in. */
export type TurnQueue = <T>(task: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/**
 * A new queue. A task whose signal fires while it waits is never started and rejects at once with the signal's reason;
 * one that already runs must heed the signal itself.
 */
export function turnQueue(): TurnQueue {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> => {
    const before = last;
    const turn = (async (): Promise<T> => {
      await abortable(before, signal);
      return await task();
    })();
    last = Promise.allSettled([before, turn]);
    return turn;
  };
}
