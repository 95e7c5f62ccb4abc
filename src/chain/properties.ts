import { z } from "zod";
import { chainTime, parsedAs } from "./answer.ts";
import type { ChainProperties } from "./chain-reader.ts";
import type { RpcClient } from "./rpc-client.ts";

const answer = parsedAs(
  z
    .looseObject({
      head_block_number: z.int().nonnegative(),
      head_block_id: z.string().regex(/^[0-9a-f]{40}$/),
      time: chainTime,
      last_irreversible_block_num: z.int().nonnegative(),
    })
    .transform((found) => ({
      headNumber: found.head_block_number,
      headId: found.head_block_id,
      headTime: found.time,
      irreversibleNumber: found.last_irreversible_block_num,
    })),
  "the chain's properties",
);

/** Where the chain is now, as one node sees it. Throws `chain_unreachable` when no node tells. */
export function readProperties(rpc: RpcClient, signal: AbortSignal): Promise<ChainProperties> {
  return rpc.call("condenser_api.get_dynamic_global_properties", [], signal, answer);
}
