import { SkepError } from "../../shared/errors.ts";

/** The number of the block with this id: its first four bytes. Throws `chain_rejected` when it is no block id. */
export function blockNumberOf(id: string): number {
  return bytesOf(id).readUInt32BE(0);
}

/** The two fields by which a transaction refers to a block, so that it is valid only on top of that block. Throws
 * `chain_rejected` when it is no block id. */
export function refBlockOf(id: string): { readonly ref_block_num: number; readonly ref_block_prefix: number } {
  const bytes = bytesOf(id);
  return { ref_block_num: bytes.readUInt32BE(0) & 0xffff, ref_block_prefix: bytes.readUInt32LE(4) };
}

function bytesOf(id: string): Buffer {
  if (!/^[0-9a-f]{40}$/.test(id)) {
    throw new SkepError(
      "chain_rejected",
      `expected a block id of 40 hex digits, got ${JSON.stringify(id.slice(0, 50))}`,
    );
  }
  return Buffer.from(id, "hex");
}
