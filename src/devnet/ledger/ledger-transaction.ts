import { looksLikeNaiAsset } from "../../chain/wire/asset.ts";
import { isFields, type Fields } from "../../chain/wire/fields.ts";
import type { Packing } from "../../chain/wire/layout.ts";
import { legacyTransaction } from "../../chain/wire/legacy-form.ts";
import { digestOf, idOf, serialize, sizeOf } from "../../chain/wire/serialize.ts";
import type { WireTransaction } from "../../chain/wire/wire-transaction.ts";
import { SkepError } from "../../shared/errors.ts";
import { named, readAssetNames, type AssetNames } from "../asset-names.ts";
import { nodeError, type ExceptionKind } from "../node-error.ts";
import { resourceCost } from "../resource-cost.ts";
import { invalidCast } from "../rules/field.ts";
import type { RequiredAuthorities, RuledOperation } from "../rules/rule.ts";
import { bindOperation } from "../rules/rules.ts";
import type { Seconds } from "../state/account.ts";
import { hivedText } from "./hived-text.ts";

/** What makes one network's transactions worthless on another. */
export interface Network {
  /** 64 hex digits. */
  readonly chainId: string;
  readonly assets: AssetNames;
}

/** A transaction that could be read, with everything that is known of it without looking at the state. */
export interface LedgerTransaction {
  /** In the packing that its signatures are held against, as everything that follows from its bytes. */
  readonly id: string;
  /** What its signatures must be over: 32 bytes. */
  readonly digest: Buffer;
  /** Bytes, signatures included. */
  readonly size: number;
  /** In resource credits. */
  readonly cost: bigint;
  /** In the legacy form, with no field missing. */
  readonly wire: WireTransaction;
  /** What assets are called in `wire`; `operations` know them as HIVE and HBD. */
  readonly assets: AssetNames;
  readonly expiresAt: Seconds;
  readonly operations: readonly RuledOperation[];
  readonly required: RequiredAuthorities;
}

const badCast: ExceptionKind = { rpcCode: -32000, code: 7, name: "bad_cast_exception", what: "Bad Cast" };

/**
 * Reads a transaction in the legacy or the NAI form, packed the way hived tries first: with assets as numbers. The form
 * says nothing about what was signed. Throws a `NodeError` when hived could not read it either.
 */
export function readTransaction(input: unknown, network: Network): LedgerTransaction {
  return asNodeError(() => {
    if (!isFields(input)) throw invalidCast(input, "Object");
    refuseMixedForms(input);
    const readNames = readAssetNames(network.assets);
    const raw = legacyTransaction(input, (text, field) => hivedText(readNames(text, field)));
    const operations = raw.operations.map(bindOperation);
    const wire = { ...raw, operations: operations.map((operation) => named(operation.wire, network.assets)) };
    const expiresAt = Date.parse(`${wire.expiration}Z`) / 1000;
    const plain = { wire, assets: network.assets, expiresAt, operations, required: requiredOf(operations) };
    return { ...plain, ...packed(wire, network, "hf26") };
  });
}

/** The same transaction with symbols for its assets, as clients signed before hardfork 26 and dhive does to this day;
 * `undefined` when that changes nothing. */
export function inLegacyPacking(transaction: LedgerTransaction, network: Network): LedgerTransaction | undefined {
  const legacy = packed(transaction.wire, network, "legacy");
  return legacy.id === transaction.id ? undefined : { ...transaction, ...legacy };
}

function packed(
  wire: WireTransaction,
  { chainId }: Network,
  packing: Packing,
): Pick<LedgerTransaction, "id" | "digest" | "size" | "cost"> {
  const bytes = serialize(wire, packing);
  const size = sizeOf(bytes, wire.signatures.length);
  return { id: idOf(bytes), digest: digestOf(bytes, chainId), size, cost: resourceCost(size, wire.operations) };
}

// hived reads a whole transaction in one form or the other: an operation as a pair cannot hold NAI assets.
function refuseMixedForms(input: Fields): void {
  const operations = input["operations"];
  if (!Array.isArray(operations)) return;
  const pairs = operations.filter((operation) => Array.isArray(operation));
  const fields = pairs.flatMap(([, fields]: unknown[]) => (isFields(fields) ? Object.values(fields) : []));
  const asset = fields.find((field) => isFields(field) && looksLikeNaiAsset(field));
  if (asset !== undefined) throw invalidCast(asset, "string");
}

function requiredOf(operations: readonly RuledOperation[]): RequiredAuthorities {
  const names = (role: keyof RequiredAuthorities): readonly string[] =>
    [...new Set(operations.flatMap(({ required }) => required[role]))].toSorted((a, b) => (a < b ? -1 : 1));
  return { posting: names("posting"), active: names("active"), owner: names("owner") };
}

// What the wire cannot read is, in hived's terms, a value of the wrong type.
function asNodeError<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SkepError)) throw error;
    const place = { file: "variant.cpp", method: "as" };
    throw nodeError({ kind: badCast, format: error.message, values: {}, place });
  }
}
