/** What a replay came to, as `--json` prints it on its last line. */
export interface Figures {
  readonly blocks: number;
  readonly seconds: number;
  readonly blocksPerSecond: number;
  readonly cpuMsPerBlock: number;
  readonly peakRssMb: number;
  readonly matches: number;
  /** Jobs with a verdict; only where there was a model to decide. */
  readonly verdicts?: number;
}

type Counts = Pick<Figures, "blocks" | "matches" | "verdicts">;

/** Measures this process from now on. */
export function startFigures(): (counts: Counts) => Figures {
  const at = performance.now();
  const cpu = process.cpuUsage();
  return ({ blocks, ...counts }) => {
    const seconds = (performance.now() - at) / 1_000;
    const { user, system } = process.cpuUsage(cpu);
    return {
      blocks,
      seconds: rounded(seconds, 3),
      blocksPerSecond: rounded(blocks / seconds, 1),
      cpuMsPerBlock: rounded((user + system) / 1_000 / Math.max(blocks, 1), 4),
      peakRssMb: rounded(process.resourceUsage().maxRSS / 1_024, 1),
      ...counts,
    };
  };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** The same as one line for people. */
export function figuresLine({ matches, verdicts, blocks, seconds, blocksPerSecond }: Figures): string {
  const decided = verdicts === undefined ? "" : ` and ${verdicts} verdicts`;
  return `${matches} matches${decided} in ${blocks} blocks, ${seconds} s, ${blocksPerSecond} blocks/s. Nothing was sent.`;
}
