import type { TurnQueue } from "./turn-queue.ts";

/** Work that has time: it waits until no turn does, stops when one comes, and goes on when there is none any more. */
export interface IdleWork {
  /**
   * Resolves once `work` has answered that it is done. It is called as often as that takes, with a signal that asks it to
   * stop where it is. Throws what `work` throws, and the reason of `signal`.
   */
  run(work: (stop: AbortSignal) => Promise<boolean>, signal: AbortSignal): Promise<void>;
  /** A turn has come. */
  giveWay(): void;
}

export function idleWork(queue: TurnQueue): IdleWork {
  const underWay = new Set<AbortController>();
  async function once(work: (stop: AbortSignal) => Promise<boolean>, signal: AbortSignal): Promise<boolean> {
    const stop = new AbortController();
    underWay.add(stop);
    try {
      return await work(AbortSignal.any([signal, stop.signal]));
    } finally {
      underWay.delete(stop);
    }
  }
  return {
    async run(work, signal) {
      const place = { priority: Number.NEGATIVE_INFINITY, signal };
      while (!(await queue(() => once(work, signal), place))) signal.throwIfAborted();
    },
    giveWay() {
      for (const stop of underWay) stop.abort();
    },
  };
}
