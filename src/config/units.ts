import { z } from "zod";

const milliseconds: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const durationForm = /^([1-9]\d{0,5})([smhdw])$/;
const percentForm = /^(\d{1,3})(?:\.(\d{1,2}))?%$/;

/** Milliseconds of a duration such as `"90s"`, `"30m"`, `"12h"`, `"7d"` or `"2w"`; `undefined` for anything else. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = durationForm.exec(text) ?? [];
  const factor = milliseconds[unit ?? ""];
  return factor === undefined ? undefined : Number(count) * factor;
}

/** Basis points (0 to 10000) of a percentage such as `"25%"` or `"0.5%"`; `undefined` for anything else. */
export function parsePercent(text: string): number | undefined {
  const [, whole, fraction = ""] = percentForm.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const basisPoints = Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
  return basisPoints <= 10_000 ? basisPoints : undefined;
}

/** A duration as an operator writes it; parses to milliseconds. */
export function duration(): z.ZodType<number, string> {
  const complaint = 'must be a duration, a whole number with its unit, such as "90s", "30m", "12h" or "7d"';
  return z
    .string(complaint)
    .regex(durationForm, complaint)
    .transform((text) => parseDuration(text) ?? 0);
}

/** A percentage as an operator writes it; parses to basis points. */
export function percent(): z.ZodType<number, string> {
  const complaint = 'must be a percentage from 0% to 100%, such as "25%" or "0.5%"';
  return z
    .string(complaint)
    .regex(percentForm, complaint)
    .refine((text) => parsePercent(text) !== undefined, complaint)
    .transform((text) => parsePercent(text) ?? 0);
}

/** From one share to another, in basis points. */
export interface PercentRange {
  readonly least: number;
  readonly most: number;
}

/** A percentage, or a range of them such as `"5%..25%"`, as an operator writes it; 0% is neither. */
export function percentOrRange(): z.ZodType<number | PercentRange, string> {
  const complaint = 'must be a percentage above 0%, or a range of them, such as "25%" or "5%..25%"';
  return z.string(complaint).transform((text, context) => {
    const [least = 0, most = least, ...more] = text.split("..").map((part) => parsePercent(part) ?? 0);
    if (more.length === 0 && least > 0 && most >= least) return text.includes("..") ? { least, most } : least;
    context.addIssue({ code: "custom", message: complaint });
    return z.NEVER;
  });
}
