import { z } from "zod";
import { SkepError } from "../shared/errors.ts";
import type { Block } from "./block.ts";
import { decodeOperation } from "./decode.ts";
import { blockNumberOf } from "./wire/block-id.ts";

const blockId = z.string().regex(/^[0-9a-f]{40}$/);

const wireBlock = z.looseObject({
  previous: blockId,
  timestamp: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?$/),
  block_id: blockId,
  transaction_ids: z.array(blockId), // of the same form as block ids
  transactions: z.array(z.looseObject({ operations: z.array(z.unknown()), signatures: z.array(z.string()) })),
});

/**
 * Turns a block as block_api or condenser_api tells it into ours. Its number is read from its id, the ids of its
 * transactions are the node's. Throws `chain_unreachable` when that is not a whole block: then the node answered
 * nonsense, and another one should be asked.
 */
export function decodeBlock(input: unknown): Block {
  const result = wireBlock.safeParse(input);
  if (!result.success) throw nonsense(`expected a block: ${z.prettifyError(result.error).slice(0, 300)}`);
  const { block_id: id, previous, timestamp, transactions, transaction_ids: ids } = result.data;
  const number = blockNumberOf(id);
  if (blockNumberOf(previous) !== number - 1) throw nonsense(`block ${number} says that ${previous} came before it`);
  if (ids.length !== transactions.length) {
    throw nonsense(`block ${number} has ${transactions.length} transactions but ${ids.length} transaction ids`);
  }
  return {
    number,
    id,
    previous,
    timestamp: new Date(timestamp.endsWith("Z") ? timestamp : `${timestamp}Z`),
    transactions: transactions.map(({ operations, signatures }, index) => ({
      id: ids[index] ?? "",
      signatures,
      operations: operations.map(decodeOperation),
    })),
  };
}

function nonsense(message: string): SkepError {
  return new SkepError("chain_unreachable", message);
}
