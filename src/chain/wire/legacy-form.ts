import { SkepError } from "../../shared/errors.ts";
import { assetText, looksLikeNaiAsset } from "./asset.ts";
import { type Fields, isFields } from "./fields.ts";
import type { WireOperation, WireTransaction } from "./wire-transaction.ts";

/** Where each extension of the NAI form stands in the numbered form, by name. */
const extensionNumbers: Readonly<Record<string, number>> = {
  comment_payout_beneficiaries: 0,
  recurrent_transfer_pair_id: 1,
  update_proposal_end_date: 1,
};

const maxDepth = 32; // the deepest known operation needs 6

/** How a text that came over the wire is to be read, by the field it stands in. */
export type ReadText = (text: string, field: string) => string;

const asItIs: ReadText = (text) => text;

/**
 * Brings a transaction that came over the wire, in the legacy or the NAI form, into the legacy form. Field values are
 * not checked against the operation they stand in: that is for whoever applies it. `readText` is asked about every text in
 * an operation. What is missing is zero or empty, as in hived, and properties that no transaction has are dropped. Throws
 * `chain_rejected` when it is no transaction at all.
 */
export function legacyTransaction(input: unknown, readText = asItIs): WireTransaction {
  const fields = record(input, "a transaction");
  return {
    ref_block_num: unsigned(fields["ref_block_num"] ?? 0, 0xffff, "ref_block_num"),
    ref_block_prefix: unsigned(fields["ref_block_prefix"] ?? 0, 0xffff_ffff, "ref_block_prefix"),
    expiration: time(fields["expiration"] ?? "1970-01-01T00:00:00"),
    operations: list(fields["operations"] ?? [], "operations").map((operation) => legacyOperation(operation, readText)),
    extensions: list(fields["extensions"] ?? [], "extensions"),
    signatures: list(fields["signatures"] ?? [], "signatures").map(signature),
  };
}

/** Brings one operation of either form into the legacy form. Throws `chain_rejected` when it is none. */
export function legacyOperation(input: unknown, readText = asItIs): WireOperation {
  const [name, value] = Array.isArray(input) ? fromPair(input) : fromObject(input);
  if (!/^[a-z][a-z0-9_]{0,63}$/.test(name)) throw nonsense("an operation name", name);
  return [name, record(legacyValue(value, { field: name, depth: 0, readText }), `the fields of ${name}`)];
}

function fromPair(pair: readonly unknown[]): [string, unknown] {
  const [name, value] = pair;
  if (pair.length !== 2 || typeof name !== "string") throw nonsense("an operation [name, fields]", pair);
  return [name, value];
}

function fromObject(input: unknown): [string, unknown] {
  const { type, value } = record(input, "an operation");
  if (typeof type !== "string") throw nonsense("an operation with a type", input);
  return [type.replace(/_operation$/, ""), value];
}

interface Place {
  /** The nearest name around the value. */
  readonly field: string;
  readonly depth: number;
  readonly readText: ReadText;
}

/** Copies a value; NAI assets become text and named extensions numbered ones, wherever they stand. */
function legacyValue(value: unknown, place: Place): unknown {
  if (typeof value === "string") return place.readText(value, place.field);
  const inner = { ...place, depth: place.depth + 1 };
  if (inner.depth > maxDepth)
    throw new SkepError("chain_rejected", `an operation is nested more than ${maxDepth} levels deep`);
  if (Array.isArray(value)) return value.map((item) => legacyValue(item, inner));
  if (!isFields(value)) return value;
  if (looksLikeNaiAsset(value)) return assetText(value);
  const entries = Object.entries(value).map(([field, item]): [string, unknown] => {
    const plain = legacyValue(item, { ...inner, field });
    return [field, field === "extensions" && Array.isArray(plain) ? plain.map(numberedExtension) : plain];
  });
  return Object.fromEntries(entries);
}

function numberedExtension(extension: unknown): unknown {
  if (!isFields(extension)) return extension;
  const { type, value } = extension;
  if (typeof type !== "string" || !Object.hasOwn(extensionNumbers, type))
    throw nonsense("a known extension", extension);
  return [extensionNumbers[type], value];
}

function record(value: unknown, expected: string): Fields {
  if (!isFields(value)) throw nonsense(expected, value);
  return value;
}

function list(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw nonsense(`a list of ${name}`, value);
  return value;
}

function unsigned(value: unknown, max: number, name: string): number {
  if (!Number.isInteger(value) || Number(value) < 0 || Number(value) > max)
    throw nonsense(`${name} of 0..${max}`, value);
  return Number(value);
}

function time(value: unknown): string {
  const isTime = typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(value);
  if (!isTime || Number.isNaN(Date.parse(`${value}Z`))) throw nonsense("an expiration YYYY-MM-DDTHH:mm:ss", value);
  return value;
}

function signature(value: unknown): string {
  if (typeof value !== "string") throw nonsense("a signature", value);
  return value;
}

function nonsense(expected: string, value: unknown): SkepError {
  return new SkepError(
    "chain_rejected",
    `expected ${expected}, got ${(JSON.stringify(value) ?? "nothing").slice(0, 100)}`,
  );
}
