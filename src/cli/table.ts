import { oneLine } from "../shared/one-line.ts";
import { printable } from "./printable.ts";

/** Columns side by side, each as wide as its widest cell; the last one as it is. */
export function table(anything: readonly (readonly string[])[]): string {
  const rows = anything.map((row) => row.map(printable));
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  return rows
    .map((row) =>
      row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join("  "),
    )
    .join("\n");
}

/** One line of a text from anywhere, fit for a terminal, cut to `width` characters. */
export function clip(text: string, width: number): string {
  const line = oneLine(text);
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
}
