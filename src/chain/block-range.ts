import { z } from "zod";
import { SkepError } from "../shared/errors.ts";
import { parsedAs } from "./answer.ts";
import type { Block } from "./block.ts";
import type { BlockFilter } from "./block-filter.ts";
import { decodeBlock } from "./decode-block.ts";
import { PassedBlock, parseRangeBody } from "./range-body.ts";
import type { CallOptions, RpcClient } from "./rpc-client.ts";
import { blockNumberOf } from "./wire/block-id.ts";

export interface BlockRange {
  /** Number of the first block. */
  readonly from: number;
  readonly count: number;
  /** Id of the block before the first, where it is known. */
  readonly previous?: string | undefined;
  /** Whether a node that has none of them yet is to blame, so that another one is asked. */
  readonly mustHave: boolean;
  /** Blocks that it does not let through are not parsed and come without transactions. Default: all are parsed. */
  readonly filter?: BlockFilter | undefined;
  /** Who may be asked, how often, and whether the answer may come packed: see {@link CallOptions}. */
  readonly how?: Pick<CallOptions, "nodes" | "attempts" | "gzip">;
}

/** Blocks as one node answered them. */
export interface RangeAnswer {
  readonly blocks: readonly Block[];
  /** How long the answer was, unpacked. */
  readonly bytes: number;
}

const answer = parsedAs(z.looseObject({ blocks: z.array(z.unknown()) }), "blocks");
const everything: BlockFilter = () => true;

/**
 * Asks once for blocks that are known to be irreversible. What comes back starts at `from` and has no gap, but may end
 * early or be empty: the node that answered lags behind. Throws `chain_unreachable` when no node gives such an answer, and
 * `chain_rejected` when all that answer tell of another chain than `previous` is on.
 */
export function readBlockRange(rpc: RpcClient, range: BlockRange, signal: AbortSignal): Promise<RangeAnswer> {
  const params = { starting_block_num: range.from, count: range.count };
  let bytes = 0;
  const how: CallOptions = {
    ...range.how,
    parse(body) {
      bytes = body.length;
      return parseRangeBody(body, range.filter ?? everything);
    },
  };
  const read = (result: unknown): RangeAnswer => {
    const blocks = answer(result).blocks.map((block) =>
      block instanceof PassedBlock ? passed(block) : decodeBlock(block),
    );
    if (blocks.length === 0 && range.mustHave) throw unreachable(`does not have block ${range.from} yet`);
    if (blocks.length > range.count) throw unreachable(`answered ${blocks.length} blocks instead of ${range.count}`);
    checkLinks(blocks, range);
    return { blocks, bytes };
  };
  return rpc.call("block_api.get_block_range", params, signal, read, how);
}

function passed({ id, previous, timestamp }: PassedBlock): Block {
  return { number: blockNumberOf(id), id, previous, timestamp: new Date(`${timestamp}Z`), transactions: [] };
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
