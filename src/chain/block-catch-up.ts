import { pause } from "../shared/wait.ts";
import type { Log } from "../shared/log.ts";
import type { Block } from "./block.ts";
import type { BlockFilter } from "./block-filter.ts";
import { type BlockRange, readBlockRange } from "./block-range.ts";
import { childAbort } from "./child-abort.ts";
import { keepTrying } from "./keep-trying.ts";
import type { RangePace } from "./range-pace.ts";
import type { RpcClient } from "./rpc-client.ts";

export interface CatchUp {
  readonly rpc: RpcClient;
  /** Number of the first block. */
  readonly from: number;
  /** Number of the last block; all up to it are irreversible. */
  readonly to: number;
  /** Id of the block before the first, where it is known. */
  readonly previous: string | undefined;
  /** Blocks that it does not let through come without transactions. Default: all are parsed. */
  readonly filter?: BlockFilter | undefined;
  /** Says how much to ask for at once, and learns from it. */
  readonly pace: RangePace;
  readonly backoffMs: number;
  readonly log: Log;
  /** Ends the iteration, quietly. */
  readonly signal: AbortSignal;
}

const patience = 3; // empty answers in a row before the nodes that give them are blamed
const rangesInFlight = 4; // fair use of a public node
const firstEmptyPauseMs = 60;

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
async function* readAhead(options: CatchUp): AsyncGenerator<RangeRead> {
  const { from, to, pace, signal } = options;
  const stop = childAbort(signal);
  const ahead: Promise<RangeRead | undefined>[] = [];
  try {
    for (let asked = from; asked <= to || ahead.length > 0;) {
      while (asked <= to && ahead.length < rangesInFlight) {
        const end = Math.min(asked + pace.next().count - 1, to);
        ahead.push(quiet(readOnce({ ...options, from: asked, to: end, signal: stop.signal })));
        asked = end + 1;
      }
      const range = await ahead.shift();
      if (range === undefined) return;
      yield range;
    }
  } finally {
    stop.release();
    stop.abort();
  }
}

async function readOnce(options: CatchUp): Promise<RangeRead | undefined> {
  const { from, to } = options;
  const blocks = await readSome(options, { mustHave: false });
  return blocks && { from, to, blocks };
}

/** The blocks of one range, each answer anchored to what came before. */
async function* readInOrder(options: CatchUp): AsyncGenerator<readonly Block[]> {
  const { to, backoffMs, signal } = options;
  let { from, previous } = options;
  for (let empties = 0; from <= to;) {
    const blocks = await readSome({ ...options, from, previous }, { previous, mustHave: empties >= patience });
    if (blocks === undefined) return;
    if (blocks.length > 0) yield blocks;
    else await pause(Math.min(firstEmptyPauseMs * 2 ** empties, backoffMs), signal); // the node that answered lags behind
    empties = blocks.length > 0 ? 0 : empties + 1;
    from += blocks.length;
    previous = blocks.at(-1)?.id ?? previous;
  }
}

/** The beginning of a range: as much of it as comes back in time, which is less each time that nothing does. */
async function readSome(
  { rpc, from, to, filter, pace, backoffMs, log, signal }: CatchUp,
  anchor: Pick<BlockRange, "previous" | "mustHave">,
): Promise<readonly Block[] | undefined> {
  // Then the range is made smaller. That all nodes contradict us takes more than one answer to believe.
  const often = anchor.previous === undefined ? { attempts: rpc.nodes.length } : {};
  const ask = async (): Promise<readonly Block[]> => {
    const { count: most, gzip } = pace.next();
    const request = { count: Math.min(most, to - from + 1), gzip };
    const started = performance.now();
    try {
      const range = { from, count: request.count, ...anchor, filter, how: { ...often, gzip } };
      const { blocks, bytes } = await readBlockRange(rpc, range, signal);
      pace.succeeded({ ...request, blocks: blocks.length, bytes, milliseconds: performance.now() - started });
      return blocks;
    } catch (error) {
      pace.failed(request);
      throw error;
    }
  };
  return keepTrying(ask, { signal, log, backoffMs });
}

/** Keeps a failure from being reported as unhandled while nobody waits for it yet. */
function quiet<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => {});
  return promise;
}
