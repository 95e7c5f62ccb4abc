import { z } from "zod";
import { SkepError } from "../shared/errors.ts";
import { type Log, silentLog } from "../shared/log.ts";
import { parsedAs } from "./answer.ts";
import { classifyRefusal } from "./chain-error.ts";
import type { ChainProperties, ChainReader } from "./chain-reader.ts";
import type { BroadcastOutcome, ChainWriter, SignedTransaction } from "./chain-writer.ts";
import { encodeOperation } from "./encode.ts";
import type { Operation } from "./operation.ts";
import type { RpcClient } from "./rpc-client.ts";
import { RpcError } from "./rpc-error.ts";
import { confirmBlock } from "./second-opinion.ts";
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
  readonly log?: Log;
}

const lifetimeMs = 60_000;

const blockAnswer = parsedAs(z.looseObject({ block: z.looseObject({ block_id: z.string() }) }), "a block");

/**
 * The writer that spends. Transactions refer to the last irreversible block, so that no fork can undo them. Signing throws
 * `chain_rejected` for operations that are not that account's own comment, comment options or vote, `config_invalid` for
 * an account without a key, and `chain_unreachable` when no node tells the head, or while nodes tell of different chains:
 * where there are several, a second one is asked for the block that is referred to.
 */
export function createLiveWriter({ rpc, reader, keys, chainId, log = silentLog }: LiveWriterOptions): ChainWriter {
  const signer = createSigner(keys, chainId);
  if (rpc.nodes.length === 1)
    log.warn({ nodes: rpc.nodes }, "one node alone is believed; name a second one, since a single node may lie");
  let confirmed = ""; // rows are signed in bursts, and a block is asked for once

  async function irreversibleId(properties: ChainProperties, signal: AbortSignal): Promise<string> {
    const { headNumber, headId, irreversibleNumber: number } = properties;
    if (number === 0) return headId; // a chain in its first seconds
    const id = number === headNumber ? headId : await idOf(number, signal);
    if (rpc.nodes.length === 1 || id === confirmed) return id;
    if (await isConfirmed(rpc, { number, id }, signal)) confirmed = id;
    else log.warn({ number }, "no second node could confirm the block that a transaction refers to");
    return id;
  }

  async function idOf(number: number, signal: AbortSignal): Promise<string> {
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

/** A contradiction is waited out: nothing is wrong with what is to be signed. */
async function isConfirmed(
  rpc: RpcClient,
  block: { readonly number: number; readonly id: string },
  signal: AbortSignal,
): Promise<boolean> {
  try {
    return await confirmBlock(rpc, block, signal);
  } catch (error) {
    if (!(error instanceof SkepError) || error.code !== "chain_rejected") throw error;
    throw new SkepError("chain_unreachable", `nothing is signed while ${error.message}`, { cause: error });
  }
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
  if (operation.type === "vote" && operation.weight <= 0)
    throw new SkepError("chain_rejected", `Skep signs upvotes only, this vote weighs ${operation.weight}`);
  if (signs !== account) throw new SkepError("chain_rejected", `the key of @${account} cannot act for @${signs}`);
}

function actorOf(operation: Operation): string | undefined {
  if (operation.type === "vote") return operation.voter;
  return operation.type === "comment" || operation.type === "commentOptions" ? operation.author : undefined;
}
