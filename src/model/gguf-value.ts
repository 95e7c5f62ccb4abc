import { GgufError, type GgufReader } from "./gguf-reader.ts";

/** Of a list only its measures are kept: how long it is, and the largest of its integers. */
export interface List {
  readonly length: number;
  readonly largest: number | undefined;
}

/** What is kept of a value; `undefined` for kinds that nobody asks for, such as floats. */
export type Value = string | number | List | undefined;

const longestArray = 100_000_000;
/** Lists with a number for each layer are shorter; longer ones are vocabularies, which nobody asks for here. */
const longestRead = 4096;

/** A count that no real file exceeds. Throws a {@link GgufError} where it does. */
export function limited(count: number, most: number, what: string): number {
  if (count > most) throw new GgufError(`it is malformed (${count} ${what})`);
  return count;
}

// GGUF's value types 0..12; a float is stepped over, because nothing here asks for one.
const integers = new Map([
  [0, { bytes: 1, signed: false }],
  [1, { bytes: 1, signed: true }],
  [2, { bytes: 2, signed: false }],
  [3, { bytes: 2, signed: true }],
  [4, { bytes: 4, signed: false }],
  [5, { bytes: 4, signed: true }],
  [7, { bytes: 1, signed: false }],
  [10, { bytes: 8, signed: false }],
]);
const steppedOver = new Map([
  [6, 4], // float
  [11, 8], // signed 64 bits, which may be negative
  [12, 8], // double
]);
const stringType = 8;
const arrayType = 9;

/** Reads one value of a type, or steps over it. Throws a {@link GgufError} for a type that GGUF has not. */
export function readValue(reader: GgufReader, type: number): Value {
  if (type === stringType) return reader.string();
  if (type === arrayType) return readList(reader);
  const integer = integers.get(type);
  if (integer) return reader.integer(integer.bytes, integer.signed);
  reader.skip(sizeOf(type));
  return undefined;
}

function readList(reader: GgufReader): List {
  const type = reader.u32();
  const length = limited(reader.u64(), longestArray, "values in one list");
  const integer = integers.get(type);
  if (integer && length <= longestRead) {
    let largest: number | undefined;
    for (let index = 0; index < length; index++)
      largest = Math.max(largest ?? -Infinity, reader.integer(integer.bytes, integer.signed));
    return { length, largest };
  }
  if (type !== stringType) reader.skip(sizeOf(type) * length);
  else for (let index = 0; index < length; index++) reader.skipString();
  return { length, largest: undefined };
}

function sizeOf(type: number): number {
  const size = integers.get(type)?.bytes ?? steppedOver.get(type);
  if (size === undefined) throw new GgufError(`it is malformed (a value of the unknown type ${type})`);
  return size;
}

/** A positive number, or the largest of a list; anything else is none. */
export function countOf(value: Value): number | undefined {
  const count = typeof value === "object" ? value.largest : value;
  return typeof count === "number" && count > 0 ? count : undefined;
}

/** How long a list is. */
export function lengthOf(value: Value): number | undefined {
  return typeof value === "object" ? value.length : undefined;
}
