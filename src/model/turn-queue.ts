import { abortable } from "./abortable.ts";

/** Where a task stands in the queue. */
export interface Place {
  /** A task of higher priority starts before those of lower ones. Default: 0. */
  readonly priority?: number | undefined;
  /** Fires when the task is not wanted any more. */
  readonly signal: AbortSignal;
}

/** Runs so many tasks at a time, and of those that wait the one of highest priority first, then the oldest. */
export type TurnQueue = <T>(task: () => Promise<T>, place: Place) => Promise<T>;

interface Waiting {
  readonly priority: number;
  start: () => void;
}

/**
 * A new queue for `parallel` tasks at a time. A task whose signal fires while it waits is never started and rejects at
 * once with the signal's reason; one that already runs must heed the signal itself.
 */
export function turnQueue(parallel = 1): TurnQueue {
  const line: Waiting[] = [];
  let free = parallel;
  const startNext = (): void => {
    const next = free > 0 ? line.shift() : undefined;
    if (next === undefined) return;
    free--;
    next.start();
  };
  const giveBack = (): void => {
    free++;
    startNext();
  };
  return async <T>(task: () => Promise<T>, { priority = 0, signal }: Place): Promise<T> => {
    const waiting: Waiting = { priority, start: () => undefined };
    const started = new Promise<void>((resolve) => (waiting.start = resolve));
    const behind = line.findIndex((other) => other.priority < priority);
    line.splice(behind === -1 ? line.length : behind, 0, waiting);
    startNext();
    try {
      await abortable(started, signal);
    } catch (error) {
      const index = line.indexOf(waiting);
      if (index === -1) giveBack(); // it was called off in the very moment in which its turn came
      else line.splice(index, 1);
      throw error;
    }
    try {
      return await task();
    } finally {
      giveBack();
    }
  };
}
