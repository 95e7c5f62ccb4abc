import { pause } from "../shared/wait.ts";
import type { Block } from "./block.ts";
import { readBlockRange } from "./block-range.ts";
import { childAbort } from "./child-abort.ts";
import { keepTrying } from "./keep-trying.ts";
import type { Log } from "../shared/log.ts";
import type { RpcClient } from "./rpc-client.ts";

export interface CatchUp {
  readonly rpc: RpcClient;
  /** Number of the first block. */
  readonly from: number;
  /** Number of the last block; all up to it are irreversible. */
  readonly to: number;
  /** Id of the block before the first, where it is known. */
  readonly previous: string | undefined;
  /** Blocks in one request. */
  readonly rangeSize: number;
  readonly backoffMs: number;
  readonly log: Log;
  /** Ends the iteration, quietly. */
  readonly signal: AbortSignal;
}

const patience = 3; // empty answers in a row before the nodes that give them are blamed
const rangesInFlight = 2;

/**
 * Gives the blocks from one number to another, in order and linked, in batches of at least one, however long it takes.
 * Ranges are read ahead without knowing what they must follow; what is missing of them, or does not follow, is read again in
 * order. Throws `chain_rejected` when all nodes that answer tell of another chain.
 */
export async function* catchUp(options: CatchUp): AsyncGenerator<readonly Block[]> {
  const { signal, log } = options;
  let { previous } = options;
  for await (const { from, to, blocks } of readAhead(options)) {
    if (signal.aborted) return;
    const fitting = follows(previous, blocks) ? blocks : [];
    if (fitting.length < blocks.length) log.warn({ number: from }, "block did not follow ours");
    if (fitting.length > 0) yield fitting;
    previous = fitting.at(-1)?.id ?? previous;
    for await (const more of readInOrder({ ...options, from: from + fitting.length, to, previous })) {
      yield more;
      previous = more.at(-1)?.id;
    }
  }
}

function follows(previous: string | undefined, blocks: readonly Block[]): boolean {
  return previous === undefined || blocks[0]?.previous === previous;
}

interface RangeRead {
  readonly from: number;
  readonly to: number;
  /** As many as one node had, in order and linked among themselves. */
  readonly blocks: readonly Block[];
}

/** One answer for each range, in order. */
async function* readAhead({ rpc, from, to, rangeSize, backoffMs, log, signal }: CatchUp): AsyncGenerator<RangeRead> {
  const stop = childAbort(signal);
  const ahead: Promise<RangeRead | undefined>[] = [];
  const read = async (start: number): Promise<RangeRead | undefined> => {
    const end = Math.min(start + rangeSize - 1, to);
    const range = { from: start, count: end - start + 1, mustHave: false };
    const ask = () => readBlockRange(rpc, range, stop.signal);
    const blocks = await keepTrying(ask, { signal: stop.signal, log, backoffMs });
    return blocks && { from: start, to: end, blocks };
  };
  try {
    for (let asked = from; asked <= to || ahead.length > 0;) {
      for (; asked <= to && ahead.length < rangesInFlight; asked += rangeSize) ahead.push(quiet(read(asked)));
      const range = await ahead.shift();
      if (range === undefined) return;
      yield range;
    }
  } finally {
    stop.release();
    stop.abort();
  }
}

/** The blocks of one range, each answer anchored to what came before. */
async function* readInOrder(options: CatchUp): AsyncGenerator<readonly Block[]> {
  const { rpc, to, backoffMs, log, signal } = options;
  let { from, previous } = options;
  for (let empties = 0; from <= to;) {
    const range = { from, count: to - from + 1, previous, mustHave: empties >= patience };
    const blocks = await keepTrying(() => readBlockRange(rpc, range, signal), { signal, log, backoffMs });
    if (blocks === undefined) return;
    if (blocks.length > 0) yield blocks;
    else await pause(backoffMs / 4, signal); // the node that answered lags behind
    empties = blocks.length > 0 ? 0 : empties + 1;
    from += blocks.length;
    previous = blocks.at(-1)?.id ?? previous;
  }
}

/** Keeps a failure from being reported as unhandled while nobody waits for it yet. */
function quiet<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => {});
  return promise;
}
