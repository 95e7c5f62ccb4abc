import type { NumberRange } from "../config/ranges.ts";

/** What one gate said, with the value that it went by. `unknown`: what it looks at could not be read. */
export interface GateReport {
  readonly gate: string;
  readonly outcome: "passed" | "refused" | "unknown";
  readonly because: string;
}

/** A report of a gate that passes when `isOpen` holds. */
export function reportOf(gate: string, isOpen: boolean, because: string): GateReport {
  return { gate, outcome: isOpen ? "passed" : "refused", because };
}

/** A report on a number that must lie within a range; what is not known is reported as such. `show` writes it for people. */
export function rangeReport(
  gate: string,
  value: number | undefined,
  { least, most }: NumberRange,
  show: (value: number) => string,
): GateReport {
  const wanted = [
    ...(least === undefined ? [] : [`${show(least)} or more`]),
    ...(most === undefined ? [] : [`${show(most)} or less`]),
  ].join(" and ");
  if (value === undefined) return { gate, outcome: "unknown", because: `not to be read now, ${wanted} is wanted` };
  const isOpen = value >= (least ?? -Infinity) && value <= (most ?? Infinity);
  return reportOf(gate, isOpen, `${show(value)}, ${wanted} is wanted`);
}
