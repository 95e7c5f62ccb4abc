/** Numbers that look random and are the same for the same seed. */
export interface RandomNumbers {
  /** A whole number from 0 up to, not including, this one. */
  below(limit: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  hex(digits: number): string;
}

/** Mulberry32: 32 bits of state, good enough to mix texts. */
export function randomNumbers(seed: number): RandomNumbers {
  let state = seed * 2_654_435_761;
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick: ([first, ...rest]) => rest[below(rest.length + 1) - 1] ?? first,
    hex: (digits) => Array.from({ length: digits }, () => below(16).toString(16)).join(""),
  };
}
