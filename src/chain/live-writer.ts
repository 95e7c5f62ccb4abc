import { z } from "zod";
import { SkepError } from "../shared/errors.ts";
import { parsedAs } from "./answer.ts";
import { classifyRefusal } from "./chain-error.ts";
import type { ChainProperties, ChainReader } from "./chain-reader.ts";
import type { BroadcastOutcome, ChainWriter, SignedTransaction } from "./chain-writer.ts";
import { encodeOperation } from "./encode.ts";
import type { Operation } from "./operation.ts";
import type { RpcClient } from "./rpc-client.ts";
import { RpcError } from "./rpc-error.ts";
import { createSigner } from "./signer.ts";
import { refBlockOf } from "./wire/block-id.ts";
import { transactionId } from "./wire/serialize.ts";
import { wireTime } from "./wire/wire-transaction.ts";

export interface LiveWriterOptions {
  readonly rpc: RpcClient;
  readonly reader: Pick<ChainReader, "properties">;
  /** Posting keys in WIF by account name. */
  readonly keys: ReadonlyMap<string, string>;
  /** 64 hex digits. */
  readonly chainId: string;
}

const lifetimeMs = 60_000;

const blockAnswer = parsedAs(z.looseObject({ block: z.looseObject({ block_id: z.string() }) }), "a block");

/**
 * The writer that spends. Transactions refer to the last irreversible block, so that no fork can undo them. Signing throws
 * `chain_rejected` for operations that are not that account's own comment, comment options or vote, `config_invalid` for
 * an account without a key, and `chain_unreachable` when no node tells the head.
 */
export function createLiveWriter({ rpc, reader, keys, chainId }: LiveWriterOptions): ChainWriter {
  const signer = createSigner(keys, chainId);

  async function irreversibleId(properties: ChainProperties, signal: AbortSignal): Promise<string> {
    const { headNumber, headId, irreversibleNumber: number } = properties;
    if (number === headNumber || number === 0) return headId; // 0: a chain in its first seconds
    const { block } = await rpc.call("block_api.get_block", { block_num: number }, signal, blockAnswer);
    return block.block_id;
  }

  return {
    async sign(account, operations, signal): Promise<SignedTransaction> {
      if (operations.length === 0) throw new SkepError("chain_rejected", "a transaction needs an operation");
      for (const operation of operations) checkOwn(account, operation);
      const properties = await reader.properties(signal);
      const expiresAt = new Date(properties.headTime.getTime() + lifetimeMs);
      const transaction = signer.sign(account, {
        ...refBlockOf(await irreversibleId(properties, signal)),
        expiration: wireTime(expiresAt),
        operations: operations.map(encodeOperation),
        extensions: [],
        signatures: [],
      });
      const [signature = ""] = transaction.signatures;
      return { id: transactionId(transaction), signature, expiresAt, wire: JSON.stringify(transaction) };
    },

    async broadcast({ wire }, signal): Promise<BroadcastOutcome> {
      try {
        await rpc.call("condenser_api.broadcast_transaction", [JSON.parse(wire)], signal);
        return { outcome: "accepted" };
      } catch (error) {
        if (error instanceof RpcError) return afterRefusal(error);
        throw error;
      }
    },
  };
}

/** A refusal by the second node asked proves nothing: the first may have taken the transaction before it failed. */
function afterRefusal(error: RpcError): BroadcastOutcome {
  const outcome = classifyRefusal(error);
  const isFinal = outcome.outcome === "accepted" || outcome.outcome === "expired";
  if (isFinal || !error.isRepeat) return outcome;
  const message = `one node failed on a transaction that it may have taken, the next said: ${error.message.slice(0, 300)}`;
  throw new SkepError("chain_unreachable", message, { cause: error });
}

function checkOwn(account: string, operation: Operation): void {
  const signs = actorOf(operation);
  if (signs === undefined) throw new SkepError("chain_rejected", `Skep does not sign ${operation.type} operations`);
  if (signs !== account) throw new SkepError("chain_rejected", `the key of @${account} cannot act for @${signs}`);
}

function actorOf(operation: Operation): string | undefined {
  if (operation.type === "vote") return operation.voter;
  return operation.type === "comment" || operation.type === "commentOptions" ? operation.author : undefined;
}
