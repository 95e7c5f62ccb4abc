/** What reading the posts of one slot may cost. Absent: no bound. */
export interface ReadingBudget {
  /** Of the model's time. */
  readonly minutes?: number;
  /** Read and written. */
  readonly tokens?: number;
}

/** What turns of the model took, all together. */
export interface ReadingCost {
  readonly turns: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly milliseconds: number;
}

/**
 * Whether a post of so many tokens (instruction included, in so many turns) can still be read within the budget, at the pace
 * of what was read so far, with as much left as an average turn took for writing the whole. The first post can always be
 * read: nothing tells yet how fast this machine is. Pure.
 */
export function canAfford(
  { minutes = Infinity, tokens = Infinity }: ReadingBudget,
  spent: ReadingCost,
  next: { readonly turns: number; readonly promptTokens: number },
): boolean {
  if (spent.turns === 0 || next.turns === 0) return true;
  const written = spent.completionTokens / spent.turns;
  const total = spent.promptTokens + spent.completionTokens;
  const perToken = spent.milliseconds / Math.max(1, total);
  const expected = next.promptTokens + next.turns * written;
  const whole = total / spent.turns;
  const expectedTokens = total + expected + whole;
  const expectedMilliseconds = spent.milliseconds + (expected + whole) * perToken;
  return expectedTokens <= tokens && expectedMilliseconds <= minutes * 60_000;
}
