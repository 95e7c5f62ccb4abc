import { isFields, type Fields } from "../../chain/wire/fields.ts";
import { refusal, type Assertion } from "../assertion.ts";
import { nodeError } from "../node-error.ts";
import { variantType } from "../rules/field.ts";

const place = { file: "condenser_api.cpp", method: "call" };

/** Arguments in a list, as condenser_api takes them: between `min` and `max` of them. Throws a `NodeError`. */
export function positional(params: unknown, min: number, max = min): readonly unknown[] {
  if (!Array.isArray(params)) throw notA(params, "Array");
  if (params.length < min || params.length > max) throw refusal(wrongCount(min, max), { n: params.length });
  return params;
}

/** Arguments by name, as all other APIs take them. An empty list counts as none. Throws a `NodeError`. */
export function named(params: unknown): Fields {
  if (Array.isArray(params) && params.length === 0) return {};
  if (!isFields(params)) throw notA(params, "Object");
  return params;
}

function wrongCount(min: number, max: number): Assertion {
  if (min === max) return { expression: `args.size() == ${min}`, format: "Expected #s argument(s), was ${n}", place };
  const format = `Expected ${min}-${max} arguments, was \${n}`;
  return { expression: `args.size() >= ${min} && args.size() <= ${max}`, format, place };
}

function notA(value: unknown, type: "Array" | "Object"): Error {
  return nodeError({
    kind: { rpcCode: -32000, code: 7, name: "bad_cast_exception", what: "Bad Cast" },
    format: `Invalid cast from \${type} to ${type}, the variant is \${th}`,
    values: { type: variantType(value), th: brief(value) },
    place: { file: "variant.cpp", method: `get_${type.toLowerCase()}` },
  });
}

// Echoing a request of a megabyte, or one nested a thousand levels deep, helps nobody.
function brief(value: unknown): unknown {
  if (typeof value === "string") return value.slice(0, 100);
  if (typeof value !== "object" || value === null) return value ?? null;
  return Array.isArray(value) ? [] : {};
}
