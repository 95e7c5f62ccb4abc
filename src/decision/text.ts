import { z } from "zod";

// Half a character: the chain takes UTF-8 only.
const loneSurrogate = /\p{Surrogate}/u;
const somethingToSee = /[\p{Letter}\p{Number}\p{Punctuation}\p{Symbol}]/u;

/**
 * A string that shows something, of at most `maxLength` Unicode code points. Counted in code points because the grammar counts
 * them so, while `z.string().max()` counts UTF-16 units and would refuse what the grammar allowed.
 */
export function text(maxLength: number): z.ZodType<string> {
  return z
    .string()
    .min(1)
    .refine((value) => Array.from(value).length <= maxLength, `must be at most ${maxLength} characters`)
    .refine((value) => somethingToSee.test(value), "must say something")
    .refine((value) => !loneSurrogate.test(value), "must be well-formed Unicode")
    .meta({ maxLength });
}
