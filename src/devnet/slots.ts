import { blockSeconds } from "./chain-constants.ts";
import type { Seconds } from "./state/account.ts";

/** Says which slots of three seconds have a block. */
export interface Slots {
  /** The next so many slots will have none. */
  miss(count: number): void;
  /** Whether the slot that comes now has a block; a missed one is over with this. */
  pass(): boolean;
  /** When the next block stands, given the head's time; slots that are still to be missed are over with this. */
  next(headAt: Seconds): Seconds;
}

export function createSlots(): Slots {
  let toMiss = 0;
  let missed = 0;
  return {
    miss(count) {
      toMiss += count;
    },
    pass() {
      if (toMiss === 0) return true;
      toMiss -= 1;
      missed += 1;
      return false;
    },
    next(headAt) {
      const at = headAt + blockSeconds * (1 + missed + toMiss);
      toMiss = 0;
      missed = 0;
      return at;
    },
  };
}
