import { z } from "zod";

/**
 * A non-empty string of at most `maxLength` Unicode code points. Counted in code points because the grammar counts
 * them so, while `z.string().max()` counts UTF-16 units and would refuse what the grammar allowed.
 */
export function text(maxLength: number): z.ZodType<string> {
  return z
    .string()
    .min(1)
    .refine((value) => Array.from(value).length <= maxLength, `must be at most ${maxLength} characters`)
    .meta({ maxLength });
}
