/** Tells those who wait for a block that there is one. */
export interface BlockBell {
  ring(): void;
  /** Ends with the next ring. Who waits for a chain that makes no more blocks waits for ever. */
  next(): Promise<void>;
}

export function createBlockBell(): BlockBell {
  let waiting: (() => void)[] = [];
  return {
    ring() {
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    next: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
      }),
  };
}
