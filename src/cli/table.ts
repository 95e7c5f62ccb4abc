import { oneLine } from "../shared/one-line.ts";
import { printable } from "./printable.ts";

/** Where a table is shown, and how wide it may be. */
export interface TableOptions {
  /** Default: as wide as it wants to be. */
  readonly width?: number;
}

const gap = "  ";
/** No column is made narrower than this. */
const narrowest = 8;

/**
 * Columns side by side, each as wide as its widest cell. Where the width does not suffice, the widest columns give way
 * and their cells go on in the lines below; nothing is cut off.
 */
export function table(anything: readonly (readonly string[])[], { width = Infinity }: TableOptions = {}): string {
  const rows = anything.map((row) => row.map((cell) => oneLine(printable(cell))));
  const widths = fitted(widest(rows), width);
  return rows.flatMap((row) => linesOf(row, widths)).join("\n");
}

/** How wide a table may be on this stream: the terminal's width, 80 columns where nobody tells. */
export function widthOf(stream: { readonly columns?: number }): number {
  return stream.columns ?? 80;
}

/** One line of a text from anywhere, fit for a terminal, cut to `width` characters. */
export function clip(text: string, width: number): string {
  const line = oneLine(text);
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
}

function widest(rows: readonly (readonly string[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  return widths;
}

function fitted(wanted: readonly number[], width: number): readonly number[] {
  const widths = [...wanted];
  const room = width - gap.length * (widths.length - 1);
  for (let sum = widths.reduce((one, other) => one + other, 0); sum > room; sum--) {
    const most = Math.max(...widths);
    if (most <= narrowest) break;
    widths[widths.lastIndexOf(most)] = most - 1;
  }
  return widths;
}

function linesOf(row: readonly string[], widths: readonly number[]): string[] {
  const cells = row.map((cell, column) => wrapped(cell, widths[column] ?? cell.length));
  const height = Math.max(1, ...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((cell, column) => (cell[line] ?? "").padEnd(widths[column] ?? 0))
      .join(gap)
      .trimEnd(),
  );
}

/** Breaks between words where it can, and inside of one that is longer than the line. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
    for (; line.length > width; line = line.slice(width)) lines.push(line.slice(0, width));
  }
  return [...lines, line];
}
