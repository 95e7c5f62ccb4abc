/**
 * A transaction as `broadcast_transaction` takes it and as ids and digests are computed from it: operations in the
 * legacy form, assets as text. Property names are the chain's own.
 */
export interface WireTransaction {
  /** The low 16 bits of the number of the block it refers to. */
  readonly ref_block_num: number;
  /** Four bytes of that block's id, read as a little-endian number. */
  readonly ref_block_prefix: number;
  /** `YYYY-MM-DDTHH:mm:ss`, in UTC without a mark. */
  readonly expiration: string;
  readonly operations: readonly WireOperation[];
  /** Always empty today. */
  readonly extensions: readonly unknown[];
  /** 130 hex digits each. */
  readonly signatures: readonly string[];
}

/** An operation in the legacy form, such as `["vote", { voter: "alice", … }]`. */
export type WireOperation = readonly [name: string, value: Readonly<Record<string, unknown>>];

/** A time as the chain writes it: UTC, whole seconds, no mark. */
export function wireTime(time: Date): string {
  return time.toISOString().slice(0, 19);
}
