/** How one scenario went. */
export interface Outcome {
  readonly name: string;
  readonly steps: number;
  /** Empty when the chain answered as recorded. */
  readonly differences: readonly string[];
}

const shownDifferences = 5;

/** One line a scenario, with the first differences below it where there are some. */
export function outcomeText({ name, steps, differences }: Outcome): string {
  if (differences.length === 0) return `pass  ${name} (${steps} steps)`;
  const more = differences.length - shownDifferences;
  return [
    `FAIL  ${name} (${differences.length} of ${steps} steps differ)`,
    ...differences.slice(0, shownDifferences).map((difference) => `        ${difference}`),
    ...(more > 0 ? [`        and ${more} more`] : []),
  ].join("\n");
}

/** The last line. */
export function summaryText(outcomes: readonly Outcome[]): string {
  const passed = outcomes.filter(({ differences }) => differences.length === 0).length;
  const steps = outcomes.reduce((sum, outcome) => sum + outcome.steps, 0);
  return `${passed} of ${outcomes.length} scenarios pass, ${steps} steps`;
}
