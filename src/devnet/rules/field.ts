import { isFields, type Fields } from "../../chain/wire/fields.ts";
import { nodeError, type ExceptionKind, type NodeError } from "../node-error.ts";
import { accountNameLimit } from "./account-name.ts";
import { fixedString } from "./fixed-string.ts";

const badCast: ExceptionKind = { rpcCode: -32000, code: 7, name: "bad_cast_exception", what: "Bad Cast" };
const parseError: ExceptionKind = { rpcCode: -32000, code: 4, name: "parse_error_exception", what: "Parse Error" };

/** hived's names for what JSON can hold. */
export function variantType(value: unknown): string {
  if (value === null || value === undefined) return "null_type";
  if (Array.isArray(value)) return "array_type";
  if (typeof value === "boolean") return "bool_type";
  if (typeof value === "string") return "string_type";
  if (typeof value === "number") return Number.isInteger(value) ? "int64_type" : "double_type";
  return "object_type";
}

/** The error for a value that hived cannot turn into the type it needs. */
export function invalidCast(value: unknown, type: string): NodeError {
  return nodeError({
    kind: badCast,
    format: `Invalid cast from \${type} to ${type}`,
    values: { type: variantType(value) },
    place: { file: "variant.cpp", method: "as" },
  });
}

/** The error for text that should have been a number. */
export function unparsable(type: "int64_t" | "uint64_t"): NodeError {
  return nodeError({
    kind: parseError,
    format: `Couldn't parse ${type}`,
    values: {},
    place: { file: "string.cpp", method: type === "int64_t" ? "to_int64" : "to_uint64" },
  });
}

/** A text field. A missing one is empty and a number becomes its digits, as in hived. Throws `NodeError`. */
export function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw invalidCast(value, "string");
}

/** A name of an account, of which only the length is seen to. Throws `NodeError`. */
export function accountName(fields: Fields, name: string): string {
  return fixedString(text(fields, name), accountNameLimit);
}

/** A whole number; a missing one is 0, and text is read as digits. Throws `NodeError`. */
export function integer(fields: Fields, name: string): number {
  return readInteger(fields[name]);
}

/** A whole number of 16 bits, `integer` else. One that is too large loses its upper bits, as in hived. */
export function uint16(fields: Fields, name: string): number {
  return Number(BigInt.asUintN(16, BigInt(integer(fields, name))));
}

/** The same with a sign. */
export function int16(fields: Fields, name: string): number {
  return Number(BigInt.asIntN(16, BigInt(integer(fields, name))));
}

/** A whole number of 32 bits, by the same rules. */
export function uint32(fields: Fields, name: string): number {
  return Number(BigInt.asUintN(32, BigInt(integer(fields, name))));
}

/** A whole number that stands by itself, by the same rules. */
export function readInteger(value: unknown, type: "int64_t" | "uint64_t" = "int64_t"): number {
  if (value === undefined || value === null) return 0;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "number" && Number.isFinite(value)) return Math.trunc(value);
  if (typeof value !== "string") throw invalidCast(value, type);
  if (!/^-?\d{1,19}$/.test(value)) throw unparsable(type);
  return Number(value);
}

/** A flag; a missing one is false. Throws `NodeError`. */
export function flag(fields: Fields, name: string): boolean {
  const value = fields[name];
  if (value === undefined || value === null) return false;
  if (typeof value === "boolean") return value;
  if (value === "true" || value === "false") return value === "true";
  if (typeof value === "number") return value !== 0;
  throw invalidCast(value, "bool");
}

/** A list; a missing one is empty. Throws `NodeError`. */
export function list(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw invalidCast(value, "Array");
  return value;
}

/** A list of account names. Throws `NodeError`. */
export function nameList(fields: Fields, name: string): readonly string[] {
  return list(fields, name).map((item) => accountName({ item }, "item"));
}

/** A set of account names: sorted, each once, as hived keeps them. Throws `NodeError`. */
export function nameSet(fields: Fields, name: string): readonly string[] {
  return [...new Set(nameList(fields, name))].toSorted((a, b) => (a < b ? -1 : 1));
}

/** An object. Throws `NodeError` for anything else. */
export function record(value: unknown): Fields {
  if (!isFields(value)) throw invalidCast(value, "object");
  return value;
}
