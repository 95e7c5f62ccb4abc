import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { Types } from "@hiveio/dhive";
import { messageOf, SkepError } from "../../shared/errors.ts";
import type { WireTransaction } from "./wire-transaction.ts";

interface ByteBuffer {
  flip(): void;
  toBuffer(): Buffer;
}

// dhive's serializers write into this class, which dhive does not export; it is taken from where dhive takes it.
const fromDhive = createRequire(createRequire(import.meta.url).resolve("@hiveio/dhive"));
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- require() has no types to check
const ByteBuffer = fromDhive("@ecency/bytebuffer") as new (capacity: number, littleEndian: boolean) => ByteBuffer;

const signatureSize = 65;

/** The 40 hex digits that name the transaction in the legacy serialization. A node that took it in the NAI form names
 * it differently as soon as an asset is in it. Throws `chain_rejected` when it cannot be serialized. */
export function transactionId(transaction: WireTransaction): string {
  return createHash("sha256").update(serialize(transaction)).digest("hex").slice(0, 40);
}

/** The 32 bytes that are signed. `chainId` is 64 hex digits. Throws `chain_rejected` when it cannot be serialized. */
export function signingDigest(transaction: WireTransaction, chainId: string): Buffer {
  if (!/^[0-9a-f]{64}$/i.test(chainId)) throw new SkepError("config_invalid", "a chain id has 64 hex digits");
  return createHash("sha256").update(Buffer.from(chainId, "hex")).update(serialize(transaction)).digest();
}

/** Size in bytes as the chain limits it: signatures count. Throws `chain_rejected` when it cannot be serialized. */
export function serializedSize(transaction: WireTransaction): number {
  const count = transaction.signatures.length;
  return serialize(transaction).length + (count < 128 ? 1 : 2) + count * signatureSize;
}

/** The legacy bytes, without the signatures. */
function serialize(transaction: WireTransaction): Buffer {
  const unknown = transaction.operations.find(([name]) => name in Object.prototype);
  if (unknown) throw new SkepError("chain_rejected", `unknown operation ${unknown[0]}`); // dhive would write nothing
  const bytes = new ByteBuffer(1024, true);
  try {
    Types.Transaction(bytes, transaction);
  } catch (error) {
    throw new SkepError("chain_rejected", `cannot serialize the transaction: ${messageOf(error).slice(0, 200)}`);
  }
  bytes.flip();
  return bytes.toBuffer();
}
