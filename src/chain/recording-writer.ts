import { createHash } from "node:crypto";
import type { Clock } from "../shared/clock.ts";
import type { ChainWriter, SignedTransaction } from "./chain-writer.ts";
import { encodeOperation } from "./encode.ts";

export interface RecordingWriterOptions {
  readonly clock: Clock;
  /** Told at each broadcast what would have been sent. `wire` is JSON of `{ account, operations }`. */
  readonly onRecord?: (transaction: SignedTransaction) => void;
}

const lifetimeMs = 60_000;

/**
 * The writer of a dry run: it holds no key and reaches no node. Every broadcast ends as `recorded`. The id is a hash of the
 * account and the operations, the signature is one that no key can have made. Signing throws `chain_rejected` for what
 * cannot be written on chain at all.
 */
export function createRecordingWriter({ clock, onRecord }: RecordingWriterOptions): ChainWriter {
  return {
    async sign(account, operations) {
      const wire = JSON.stringify({ account, operations: operations.map(encodeOperation) });
      const hash = createHash("sha256").update(wire).digest("hex");
      const expiresAt = new Date(clock.now().getTime() + lifetimeMs);
      return { id: hash.slice(0, 40), signature: `00${hash}${hash}`, expiresAt, wire };
    },
    async broadcast(transaction) {
      onRecord?.(transaction);
      return { outcome: "recorded" };
    },
  };
}
