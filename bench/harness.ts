import { cpus, loadavg, totalmem } from "node:os";

/** One thing to measure. */
export interface Case {
  readonly name: string;
  /** Does it once and returns the figure, in the unit of its section. */
  run(): number | Promise<number>;
}

/** Things measured side by side, in one unit. */
export interface Section {
  readonly title: string;
  readonly unit: string;
  /** Name of the case that the others are compared with: a peer that does the same work, or a limit. */
  readonly reference: string;
  readonly results: readonly Result[];
}

export interface Result {
  readonly name: string;
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
  readonly rounds: number;
}

/**
 * Runs every case once a round, each round beginning with another one, so that a machine that slows down does so for all
 * of them alike. One round more goes first and is not counted.
 */
export async function race(cases: readonly Case[], rounds: number): Promise<readonly Result[]> {
  const figures = cases.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (let turn = 0; turn < cases.length; turn += 1) {
      const index = (round + turn) % cases.length;
      const figure = await cases[index]?.run();
      if (round > 0 && figure !== undefined) figures[index]?.push(figure);
    }
  }
  return cases.map(({ name }, index) => summary(name, figures[index] ?? []));
}

/** What these figures come to. */
export function summary(name: string, figures: readonly number[]): Result {
  const sorted = figures.toSorted((a, b) => a - b);
  return {
    name,
    median: median(sorted),
    lowest: sorted[0] ?? Number.NaN,
    highest: sorted.at(-1) ?? Number.NaN,
    rounds: sorted.length,
  };
}

/** The middle one, or the mean of the two in the middle. NaN for none. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)] ?? Number.NaN, sorted[Math.ceil(middle)] ?? Number.NaN];
  return (low + high) / 2;
}

/** Seconds of processor time that something took, in this process with all its threads. Unlike the wall's clock it hardly
 * minds what else the machine does. */
export function cpuSecondsOf(work: () => void): number {
  const begin = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e6;
}

/** Where and when this was measured, in words that name nobody's machine. */
export function machine(): Readonly<Record<string, string>> {
  const cores = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    system: `${process.platform} ${process.arch}`,
    machine: `${cores.length} cores (${cores[0]?.model.trim() ?? "unknown"}), ${gigabytes} GiB`,
    load: loadavg()
      .map((load) => load.toFixed(2))
      .join(" "),
  };
}

/** A section as a table of text: median, lowest to highest, and how often the reference goes into it. */
export function table({ title, unit, reference, results }: Section): string {
  const base = results.find(({ name }) => name === reference)?.median ?? Number.NaN;
  const rows = results.map(({ name, median: middle, lowest, highest }) => [
    name,
    figure(middle),
    `${figure(lowest)} – ${figure(highest)}`,
    name === reference ? "1" : (middle / base).toPrecision(3),
  ]);
  const head = [title, unit, "lowest – highest", "ratio"];
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const lines = [head, ...rows].map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  "),
  );
  return lines.join("\n");
}

function figure(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 2 : 0 });
}
