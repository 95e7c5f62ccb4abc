import { z } from "zod";
import { parseDuration } from "./units.ts";

/** From one number to another, both included; a side that is absent is open. */
export interface NumberRange {
  readonly least?: number;
  readonly most?: number;
}

const number = /^-?\d{1,12}(?:\.\d{1,3})?$/;

/** A range of numbers as an operator writes it: `25` or `"25.."` (at least), `"..60"` (at most), `"25..60"`. */
export function numberRange(): z.ZodType<NumberRange, string | number> {
  const complaint = 'must be a number (at least that), or a range such as "25..", "..60" or "25..60"';
  return z.union([z.number(), z.string()], complaint).transform((written, context) => {
    const parse = (text: string): number | undefined => (number.test(text) ? Number(text) : undefined);
    return rangeOf(String(written), parse) ?? complain(context, complaint);
  });
}

/** A range of spans of time, in milliseconds: `7d` or `"7d.."` (at least), `"..30d"` (at most), `"7d..52w"`. */
export function durationRange(): z.ZodType<NumberRange, string> {
  const complaint = 'must be a duration (at least that), or a range such as "7d..", "..30d" or "7d..52w"';
  return z
    .string(complaint)
    .transform((written, context) => rangeOf(written, parseDuration) ?? complain(context, complaint));
}

function rangeOf(text: string, parse: (text: string) => number | undefined): NumberRange | undefined {
  const [low = "", high = "", ...more] = text.split("..");
  const [least, most] = [low, high].map((part) => (part === "" ? undefined : (parse(part) ?? Number.NaN)));
  const isEmpty = least === undefined && most === undefined;
  // Not a number is greater than nothing, and nothing is greater than it.
  if (more.length > 0 || isEmpty || !((least ?? -Infinity) <= (most ?? Infinity))) return undefined;
  return { ...(least === undefined ? {} : { least }), ...(most === undefined ? {} : { most }) };
}

function complain(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: "custom", message });
  return z.NEVER;
}
