import { isAssetField } from "../chain/wire/asset-fields.ts";
import { isFields } from "../chain/wire/fields.ts";
import type { ReadText } from "../chain/wire/legacy-form.ts";
import type { WireOperation } from "../chain/wire/wire-transaction.ts";

/** What the two liquid assets are called in text: HIVE and HBD as on mainnet, or TESTS and TBD as on hived's testnets. The
 * rules and the state know them as HIVE and HBD either way, and numbers (NAI) are the same on all networks. */
export type AssetNames = "mainnet" | "testnet";

const others: Readonly<Record<string, string>> = { HIVE: "TESTS", TESTS: "HIVE", HBD: "TBD", TBD: "HBD" };
const money = /^(-?\d+\.\d+ )(HIVE|HBD)$/;

/**
 * Reads amounts in the names of a network. Amounts in the names of the other one come out wrong, as they should: here
 * neither mainnet knows TESTS, nor a testnet HIVE.
 */
export function readAssetNames(names: AssetNames): ReadText {
  if (names === "mainnet") return (text) => text;
  return (text, field) =>
    isAssetField(field) ? text.replace(/[A-Z]+(?=\s*$)/, (symbol) => others[symbol] ?? symbol) : text;
}

/** An operation as this network writes it. */
export function named(operation: WireOperation, names: AssetNames): WireOperation {
  if (names === "mainnet") return operation;
  const [name, fields] = operation;
  return [name, Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, namedField(field, value)]))];
}

/** An answer of flat fields as this network writes it. JSON that only looks like money is left alone. */
export function namedAnswer(fields: Readonly<Record<string, unknown>>, names: AssetNames): Record<string, unknown> {
  if (names === "mainnet") return fields;
  const entries = Object.entries(fields);
  return Object.fromEntries(
    entries.map(([field, value]) => [field, field.endsWith("json_metadata") ? value : namedText(value)]),
  );
}

function namedField(field: string, value: unknown): unknown {
  if (isFields(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, namedField(key, item)]));
  return isAssetField(field) ? namedText(value) : value;
}

function namedText(value: unknown): unknown {
  if (typeof value !== "string") return value;
  return value.replace(money, (_, digits: string, symbol: string) => `${digits}${others[symbol] ?? symbol}`);
}
