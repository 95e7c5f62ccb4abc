import { randomNumbers } from "../gguf/random-numbers.ts";

/** Repeatable choices. */
export interface Choice {
  /** True with this probability. */
  readonly chance: (probability: number) => boolean;
  /** A whole number from `from` to `to`, both included. */
  readonly whole: (from: number, to: number) => number;
  /** One of these. Throws a RangeError where there is none. */
  readonly of: <T>(items: readonly T[]) => T;
  /** `count` different ones of these, or all where there are fewer, in random order. */
  readonly some: <T>(items: readonly T[], count: number) => T[];
}

/** Starts the choices of `seed`. */
export function randomChoice(seed: number): Choice {
  const { uniform } = randomNumbers(seed);
  const whole = (from: number, to: number): number => from + Math.floor(uniform() * (to - from + 1));
  const of = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(uniform() * items.length)];
    if (item === undefined) throw new RangeError("there is nothing to choose from");
    return item;
  };
  const some = <T>(items: readonly T[], count: number): T[] =>
    items
      .map((item) => ({ item, place: uniform() }))
      .toSorted((left, right) => left.place - right.place)
      .slice(0, count)
      .map(({ item }) => item);
  return { chance: (probability) => uniform() < probability, whole, of, some };
}
