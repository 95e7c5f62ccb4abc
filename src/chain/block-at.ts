import { z } from "zod";
import { chainTime, parsedAs } from "./answer.ts";
import { readProperties } from "./properties.ts";
import type { RpcClient } from "./rpc-client.ts";

const answer = parsedAs(z.looseObject({ header: z.looseObject({ timestamp: chainTime }) }), "a block's header");

/**
 * Number of the first irreversible block that is not before this moment; the one after the last where all are. Halves the
 * chain by its blocks' times: under 30 requests on mainnet. Throws `chain_unreachable`.
 */
export async function findBlockAt(rpc: RpcClient, moment: Date, signal: AbortSignal): Promise<number> {
  const { irreversibleNumber } = await readProperties(rpc, signal);
  let [low, high] = [1, irreversibleNumber + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const { header } = await rpc.call("block_api.get_block_header", { block_num: middle }, signal, answer);
    if (header.timestamp < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
