import { z } from "zod";
import { SkepError } from "../shared/errors.ts";
import { parsedAs } from "./answer.ts";
import type { Block } from "./block.ts";
import { decodeBlock } from "./decode-block.ts";
import type { RpcClient } from "./rpc-client.ts";

export interface BlockRange {
  /** Number of the first block. */
  readonly from: number;
  readonly count: number;
  /** Id of the block before the first, where it is known. */
  readonly previous?: string | undefined;
  /** Whether a node that has none of them yet is to blame, so that another one is asked. */
  readonly mustHave: boolean;
}

const answer = parsedAs(z.looseObject({ blocks: z.array(z.unknown()) }), "blocks");

/**
 * Asks once for blocks that are known to be irreversible. What comes back starts at `from` and has no gap, but may end
 * early or be empty: the node that answered lags behind. Throws `chain_unreachable` when no node gives such an answer, and
 * `chain_rejected` when all that answer tell of another chain than `previous` is on.
 */
export function readBlockRange(rpc: RpcClient, range: BlockRange, signal: AbortSignal): Promise<readonly Block[]> {
  const params = { starting_block_num: range.from, count: range.count };
  return rpc.call("block_api.get_block_range", params, signal, (result) => {
    const blocks = answer(result).blocks.map(decodeBlock);
    if (blocks.length === 0 && range.mustHave) throw unreachable(`does not have block ${range.from} yet`);
    if (blocks.length > range.count) throw unreachable(`answered ${blocks.length} blocks instead of ${range.count}`);
    checkLinks(blocks, range);
    return blocks;
  });
}

function checkLinks(blocks: readonly Block[], { from, previous }: BlockRange): void {
  let before = previous;
  for (const [index, block] of blocks.entries()) {
    const number = from + index;
    if (block.number !== number) throw unreachable(`answered block ${block.number} where ${number} was due`);
    if (before !== undefined && block.previous !== before) {
      const message = `block ${number} follows ${block.previous}, but ours before it is ${before}: that is another chain`;
      throw index === 0 ? new SkepError("chain_rejected", message) : unreachable(message);
    }
    before = block.id;
  }
}

function unreachable(message: string): SkepError {
  return new SkepError("chain_unreachable", message);
}
