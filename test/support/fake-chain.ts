import { createHash } from "node:crypto";
import type { Reply, RpcRequest } from "./rpc-server.ts";

/** A chain of empty blocks in block_api's form, numbered from 1. The salt makes another chain of the same length. */
export function makeBlocks(count: number, salt = ""): WireBlock[] {
  const blocks: WireBlock[] = [];
  let previous = "0".repeat(40);
  for (let number = 1; number <= count; number++) {
    const id = blockId(number, salt);
    const timestamp = new Date(Date.UTC(2026, 0, 1) + number * 3000).toISOString().slice(0, 19);
    blocks.push({ previous, timestamp, witness: "wit", block_id: id, transactions: [], transaction_ids: [] });
    previous = id;
  }
  return blocks;
}

export interface WireBlock {
  readonly previous: string;
  readonly timestamp: string;
  readonly witness: string;
  readonly block_id: string;
  readonly transactions: readonly unknown[];
  readonly transaction_ids: readonly string[];
}

/** Answers what a block follower asks, as a node whose block_api has blocks up to `has` and whose hived says `end`. */
export function answerFromChain(
  { method, params }: RpcRequest,
  blocks: readonly WireBlock[],
  { end, has = end }: { readonly end: number; readonly has?: number },
): Reply {
  if (method === "condenser_api.get_dynamic_global_properties") return { result: properties(blocks, end) };
  const { starting_block_num: start, count } = params as { starting_block_num: number; count: number };
  return { result: { blocks: blocks.slice(start - 1, Math.min(start - 1 + count, has)) } };
}

function properties(blocks: readonly WireBlock[], end: number): object {
  const head = blocks[end - 1];
  return {
    head_block_number: end,
    head_block_id: head?.block_id ?? "0".repeat(40),
    time: head?.timestamp ?? "2026-01-01T00:00:00",
    last_irreversible_block_num: end,
  };
}

function blockId(number: number, salt: string): string {
  const hash = createHash("sha256").update(`${salt}${number}`).digest("hex");
  return number.toString(16).padStart(8, "0") + hash.slice(0, 32);
}
