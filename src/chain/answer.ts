import { z } from "zod";
import { SkepError } from "../shared/errors.ts";

/** A time as nodes write it: UTC without a mark. */
export const chainTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?$/)
  .transform((text) => new Date(text.endsWith("Z") ? text : `${text}Z`));

/** A number as nodes write it: as such, or as text when it may be greater than 2^53 (then it loses its last digits). */
export const chainNumber = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);

/**
 * Makes a reader for `RpcClient.call`: it returns the answer in the shape of the schema, or throws `chain_unreachable`, so
 * that another node is asked.
 */
export function parsedAs<Schema extends z.ZodType>(
  schema: Schema,
  expected: string,
): (result: unknown) => z.output<Schema> {
  return (result) => {
    const parsed = schema.safeParse(result);
    if (parsed.success) return parsed.data;
    const issues = z.prettifyError(parsed.error).replaceAll("\n", " ").slice(0, 200);
    throw new SkepError("chain_unreachable", `did not answer with ${expected}: ${issues}`);
  };
}
