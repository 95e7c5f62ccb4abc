import { isAssetField } from "./asset-fields.ts";
import { naiAsset } from "./asset.ts";
import { type Fields, isFields } from "./fields.ts";
import type { WireOperation } from "./wire-transaction.ts";

/** An operation as block_api answers it. */
export interface NaiOperation {
  /** The name with `_operation` behind it, such as `"vote_operation"`. */
  readonly type: string;
  readonly value: Fields;
}

const extensionNames: Readonly<Record<string, readonly string[]>> = {
  comment_options: ["comment_payout_beneficiaries"],
  recurrent_transfer: ["void", "recurrent_transfer_pair_id"],
  update_proposal: ["void", "update_proposal_end_date"],
};

/** Brings an operation from the legacy form into the NAI form. Throws `chain_rejected` where an asset is none. */
export function naiOperation([name, value]: WireOperation): NaiOperation {
  const { extensions, ...fields } = value;
  const converted = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, naiField(key, field)]));
  if (extensions === undefined) return { type: `${name}_operation`, value: converted };
  return { type: `${name}_operation`, value: { ...converted, extensions: namedExtensions(name, extensions) } };
}

function naiField(key: string, field: unknown): unknown {
  if (typeof field === "string") return isAssetField(key) ? naiAsset(field) : field;
  if (!isFields(field)) return field;
  return Object.fromEntries(Object.entries(field).map(([inner, item]) => [inner, naiField(inner, item)]));
}

function namedExtensions(operation: string, extensions: unknown): unknown {
  if (!Array.isArray(extensions)) return extensions;
  const names = extensionNames[operation] ?? [];
  return extensions.map((extension: unknown) => {
    if (!Array.isArray(extension)) return extension;
    const [number, value]: unknown[] = extension;
    const type = typeof number === "number" ? names[number] : undefined;
    return type === undefined ? extension : { type, value };
  });
}
