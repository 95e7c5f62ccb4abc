import { createHash } from "node:crypto";
import { messageOf, SkepError } from "../../shared/errors.ts";
import { ByteWriter } from "./byte-writer.ts";
import { list, record, type Layout, type Packing } from "./layout.ts";
import { operationLayouts } from "./operation-layouts.ts";
import { text, time, uint16, uint32 } from "./scalar-layout.ts";
import type { WireTransaction } from "./wire-transaction.ts";

const signatureSize = 65;

const operationLayout: Layout = (out, value, packing) => {
  const [name, fields]: unknown[] = Array.isArray(value) ? value : [];
  const layout = typeof name === "string" ? operationLayouts.get(name) : undefined;
  if (!layout) throw new SkepError("chain_rejected", `unknown operation ${String(name)}`);
  out.count(layout.number);
  layout.fields(out, fields, packing);
};

const transactionLayout = record({
  ref_block_num: uint16,
  ref_block_prefix: uint32,
  expiration: time,
  operations: list(operationLayout),
  extensions: list(text),
});

/** The bytes of a transaction without its signatures, in the packing of the chain's choice. Throws `chain_rejected` when
 * it cannot be serialized. */
export function serialize(transaction: WireTransaction, packing: Packing = "legacy"): Buffer {
  const out = new ByteWriter();
  try {
    transactionLayout(out, transaction, packing);
  } catch (error) {
    throw new SkepError("chain_rejected", `cannot serialize the transaction: ${messageOf(error).slice(0, 200)}`);
  }
  return out.written();
}

/** The 40 hex digits that name the transaction with these bytes. */
export function idOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 40);
}

/** The 32 bytes that are signed for these bytes of a transaction. `chainId` is 64 hex digits; else `config_invalid`. */
export function digestOf(bytes: Buffer, chainId: string): Buffer {
  if (!/^[0-9a-f]{64}$/i.test(chainId)) throw new SkepError("config_invalid", "a chain id has 64 hex digits");
  return createHash("sha256").update(chainId, "hex").update(bytes).digest();
}

/** The size of these bytes of a transaction as the chain limits it: signatures count. */
export function sizeOf(bytes: Buffer, signatures: number): number {
  return bytes.length + (signatures < 128 ? 1 : 2) + signatures * signatureSize;
}

/** The 40 hex digits that name the transaction. A transaction with money in it has another id in the other packing: a
 * node gives it that of the packing in which it was signed. Throws `chain_rejected` when it cannot be serialized. */
export function transactionId(transaction: WireTransaction, packing: Packing = "legacy"): string {
  return idOf(serialize(transaction, packing));
}

/** The 32 bytes that are signed. `chainId` is 64 hex digits. Throws `chain_rejected` when it cannot be serialized. */
export function signingDigest(transaction: WireTransaction, chainId: string, packing: Packing = "legacy"): Buffer {
  return digestOf(serialize(transaction, packing), chainId);
}

/** Size in bytes as the chain limits it: signatures count. Throws `chain_rejected` when it cannot be serialized. */
export function serializedSize(transaction: WireTransaction, packing: Packing = "legacy"): number {
  return sizeOf(serialize(transaction, packing), transaction.signatures.length);
}
