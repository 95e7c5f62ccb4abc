import { SkepError } from "../../shared/errors.ts";
import { ByteWriter } from "./byte-writer.ts";
import { isFields } from "./fields.ts";

/**
 * How the chain writes an amount of money into bytes: `legacy` spells the symbol out, `hf26` writes the number of the
 * asset. Everything else is the same in both, so that a transaction without money has one id and one digest.
 */
export type Packing = "legacy" | "hf26";

/** Writes a value as the chain's binary format has it. Throws `chain_rejected` when it is of another kind. */
export type Layout = (out: ByteWriter, value: unknown, packing: Packing) => void;

/** Nothing lies there. */
export const nothing: Layout = () => {};

/** Named fields, one after the other. */
export function record(fields: Readonly<Record<string, Layout>>): Layout {
  const entries = Object.entries(fields);
  return (out, value, packing) => {
    if (!isFields(value)) throw misfit("named fields", value);
    for (const [name, layout] of entries) layout(out, value[name], packing);
  };
}

/** Any number of values of one kind, in their order. */
export function list(item: Layout): Layout {
  return (out, value, packing) => {
    const items = listed(value);
    out.count(items.length);
    for (const one of items) item(out, one, packing);
  };
}

/** A set or a map: the chain keeps its members in the order of their bytes, whatever order they came in. */
export function sorted(item: Layout, order: (packed: Buffer) => Buffer = (packed) => packed): Layout {
  return (out, value, packing) => {
    const packed = listed(value).map((one) => packOne(item, one, packing));
    out.count(packed.length);
    for (const bytes of packed.toSorted((a, b) => order(a).compare(order(b)))) out.append(bytes);
  };
}

/** Two values, as maps hold them. */
export function pair(first: Layout, second: Layout): Layout {
  return (out, value, packing) => {
    const [one, other] = listed(value);
    first(out, one, packing);
    second(out, other, packing);
  };
}

/** A value that may be missing. */
export function optional(inner: Layout): Layout {
  return (out, value, packing) => {
    const isThere = value !== undefined && value !== null;
    out.uint8(isThere ? 1 : 0);
    if (isThere) inner(out, value, packing);
  };
}

/** One of several kinds, as `[number of the kind, value]`. */
export function variant(...kinds: readonly Layout[]): Layout {
  return (out, value, packing) => {
    const [number, inner] = listed(value);
    const kind = typeof number === "number" ? kinds[number] : undefined;
    if (typeof number !== "number" || !kind) throw misfit(`a kind of 0..${kinds.length - 1}`, number);
    out.count(number);
    kind(out, inner, packing);
  };
}

/** The error for a value of another kind. */
export function misfit(expected: string, value: unknown): SkepError {
  const got = (JSON.stringify(value) ?? "nothing").slice(0, 100);
  return new SkepError("chain_rejected", `expected ${expected}, got ${got}`);
}

function listed(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw misfit("a list", value);
  return value;
}

function packOne(item: Layout, value: unknown, packing: Packing): Buffer {
  const out = new ByteWriter();
  item(out, value, packing);
  return out.written();
}
