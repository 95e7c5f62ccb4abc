import { z } from "zod";

/** Keywords of JSON Schema that llama.cpp's grammar compiler, as node-llama-cpp drives it, really implements. */
const implemented: ReadonlySet<string> = new Set([
  "$schema",
  "type",
  "const",
  "enum",
  "oneOf",
  "properties",
  "required",
  "additionalProperties",
  "items",
  "minItems",
  "maxItems",
  "minLength",
  "maxLength",
]);

/**
 * The JSON Schema that a grammar is compiled from. `anyOf`, which the compiler silently reads as "always null",
 * becomes `oneOf`; any other keyword that it would silently drop is refused.
 */
export function grammarSchema(schema: z.ZodType): object {
  return z.toJSONSchema(schema, {
    override({ jsonSchema }) {
      if (jsonSchema.anyOf) {
        jsonSchema.oneOf = jsonSchema.anyOf;
        delete jsonSchema.anyOf;
      }
      const dropped = Object.keys(jsonSchema).filter((keyword) => !implemented.has(keyword));
      if (dropped.length > 0) throw new TypeError(`the grammar compiler would ignore ${dropped.join(", ")}`);
    },
  });
}
