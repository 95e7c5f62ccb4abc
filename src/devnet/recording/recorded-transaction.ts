import { type Fields, isFields } from "../../chain/wire/fields.ts";
import { legacyOperation } from "../../chain/wire/legacy-form.ts";
import type { NaiOperation } from "../../chain/wire/nai-form.ts";
import { naiOperation } from "../../chain/wire/nai-form.ts";
import type { WireOperation } from "../../chain/wire/wire-transaction.ts";
import type { LedgerTransaction } from "../ledger/ledger-transaction.ts";
import { bindOperation } from "../rules/rules.ts";
import type { RuledOperation } from "../rules/rule.ts";

/**
 * A transaction of a recording as the ledger keeps its own. Its signatures are not checked, for they were made for another
 * chain id, and it costs nothing. An operation that this chain has no rule for is carried through as it is.
 */
export function recordedTransaction(fields: Fields, id: string): LedgerTransaction {
  const operations = listIn(fields, "operations").map((operation) => ruledOrOpaque(wireOf(operation)));
  const expiration = textIn(fields, "expiration");
  return {
    id,
    digest: Buffer.alloc(0),
    size: 0,
    assets: "mainnet",
    cost: 0n,
    wire: {
      ref_block_num: Number(fields["ref_block_num"] ?? 0),
      ref_block_prefix: Number(fields["ref_block_prefix"] ?? 0),
      expiration,
      operations: operations.map(({ wire }) => wire),
      extensions: listIn(fields, "extensions"),
      signatures: listIn(fields, "signatures").map(String),
    },
    expiresAt: Date.parse(`${expiration}Z`) / 1000,
    operations,
    required: nobody,
  };
}

/** Operations of a recording as block_api has them, whatever form they came in. */
export function naiOperations(fields: Fields): readonly (NaiOperation | Fields)[] {
  return listIn(fields, "operations").map((operation) =>
    isFields(operation) ? operation : naiOperation(wireOf(operation)),
  );
}

const nobody = { posting: [], active: [], owner: [] };

function ruledOrOpaque(wire: WireOperation): RuledOperation {
  const opaque = { wire, required: nobody, validate: () => {}, apply: () => {} };
  try {
    return { ...bindOperation(wire), wire };
  } catch {
    return opaque;
  }
}

/** In the legacy form, or as near to it as an operation can be brought that the wire does not know. */
function wireOf(operation: unknown): WireOperation {
  try {
    return legacyOperation(operation);
  } catch {
    const { type, value } = isFields(operation) ? operation : {};
    return [String(type).replace(/_operation$/, ""), isFields(value) ? value : {}];
  }
}

function listIn(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  return Array.isArray(value) ? value : [];
}

function textIn(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value : "1970-01-01T00:00:00";
}
