import type { Clock } from "../shared/clock.ts";
import { SkepError } from "../shared/errors.ts";
import type { Log } from "../shared/log.ts";
import type { BlockRef } from "./block.ts";
import { readBlockRange } from "./block-range.ts";
import { RpcError } from "./rpc-error.ts";
import type { RpcClient } from "./rpc-client.ts";

const everyMs = 60_000;

/** Has a second node confirm a block, at most once a minute. */
export interface SecondOpinion {
  /** Asks about the last of these blocks, when it is time again. Throws as {@link confirmBlock} does. */
  ask(blocks: readonly BlockRef[], signal: AbortSignal): Promise<void>;
}

/** The first blocks are asked about at once. Where there is one node only, nothing is asked. */
export function createSecondOpinion({ rpc, clock, log }: { rpc: RpcClient; clock: Clock; log: Log }): SecondOpinion {
  let due = 0;
  return {
    async ask(blocks, signal) {
      const last = blocks.at(-1);
      if (last === undefined || rpc.nodes.length < 2 || clock.now().getTime() < due) return;
      due = clock.now().getTime() + everyMs;
      const confirmed = await confirmBlock(rpc, last, signal);
      if (!confirmed) log.warn({ number: last.number }, "block could not be confirmed by a second node");
    },
  };
}

/**
 * Whether at least two nodes tell of this irreversible block by this id: a single node may lie. `false` when too few of
 * them answer. Throws `chain_rejected` when nodes tell of another block and no two agree with ours.
 */
export async function confirmBlock(
  rpc: RpcClient,
  { number, id }: Pick<BlockRef, "number" | "id">,
  signal: AbortSignal,
): Promise<boolean> {
  const others: string[] = [];
  let agreeing = 0;
  for (const { node, families } of rpc.health()) {
    if (families.some(({ family, restsUntil }) => family === "block_api" && restsUntil !== undefined)) continue;
    const said = await blockIdAt(rpc, node, number, signal);
    if (said === id && ++agreeing === 2) return true;
    if (said !== undefined && said !== id) others.push(`${node} says ${said}`);
  }
  if (others.length === 0 || signal.aborted) return false;
  const message = `nodes tell of different blocks ${number}: ours is ${id}, ${others.join(", ")}. Find out which to trust`;
  throw new SkepError("chain_rejected", message);
}

/** `undefined` when this node has no such block yet or does not answer. */
async function blockIdAt(rpc: RpcClient, node: string, from: number, signal: AbortSignal): Promise<string | undefined> {
  const range = { from, count: 1, mustHave: false, filter: () => false, how: { nodes: [node], attempts: 1 } };
  try {
    const { blocks } = await readBlockRange(rpc, range, signal);
    return blocks[0]?.id;
  } catch (error) {
    const isTrouble = error instanceof RpcError || (error instanceof SkepError && error.code === "chain_unreachable");
    if (isTrouble || signal.aborted) return undefined;
    throw error;
  }
}
