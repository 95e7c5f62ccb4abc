import { isFields } from "../../chain/wire/fields.ts";
import { looksLikeNaiAsset } from "../../chain/wire/asset.ts";
import { legacyTransaction } from "../../chain/wire/legacy-form.ts";
import { serializedSize, transactionId } from "../../chain/wire/serialize.ts";
import type { WireTransaction } from "../../chain/wire/wire-transaction.ts";
import { SkepError } from "../../shared/errors.ts";
import { ensure, type Assertion } from "../assertion.ts";
import { nodeError, type ExceptionKind } from "../node-error.ts";
import { resourceCost } from "../resource-credits.ts";
import { invalidCast } from "../rules/field.ts";
import type { RequiredAuthorities, RuledOperation } from "../rules/rule.ts";
import { bindOperation } from "../rules/rules.ts";
import type { Seconds } from "../state/account.ts";

/** A transaction that could be read, with everything that is known of it without looking at the state. */
export interface LedgerTransaction {
  readonly id: string;
  /** In the legacy form, with no field missing. */
  readonly wire: WireTransaction;
  /** Bytes, signatures included. */
  readonly size: number;
  readonly expiresAt: Seconds;
  readonly operations: readonly RuledOperation[];
  readonly required: RequiredAuthorities;
  /** In resource credits. */
  readonly cost: bigint;
}

const badCast: ExceptionKind = { rpcCode: -32000, code: 7, name: "bad_cast_exception", what: "Bad Cast" };

const noOperations: Assertion = {
  expression: "operations.size() > 0",
  format: "A transaction must have at least one operation",
  hash: "6215446810186363223",
  place: { file: "transaction.cpp", method: "validate" },
};

/** Reads a transaction in the legacy or the NAI form. Throws a `NodeError` when hived could not read it either. */
export function readTransaction(input: unknown): LedgerTransaction {
  return asNodeError(() => {
    refuseMixedForms(input);
    const raw = legacyTransaction(input);
    const operations = raw.operations.map(bindOperation);
    ensure(operations.length > 0, noOperations);
    const wire = { ...raw, operations: operations.map((operation) => operation.wire) };
    const size = serializedSize(wire);
    return {
      id: transactionId(wire),
      wire,
      size,
      expiresAt: Date.parse(`${wire.expiration}Z`) / 1000,
      operations,
      required: requiredOf(operations),
      cost: resourceCost(
        size,
        wire.operations.map(([name]) => name),
      ),
    };
  });
}

// hived reads a whole transaction in one form or the other: an operation as a pair cannot hold NAI assets.
function refuseMixedForms(input: unknown): void {
  const operations: unknown = isFields(input) ? input["operations"] : undefined;
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
