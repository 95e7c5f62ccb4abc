import { type Clock, systemClock } from "../shared/clock.ts";
import { pause } from "../shared/wait.ts";
import type { Block, BlockRef } from "./block.ts";
import { catchUp } from "./block-catch-up.ts";
import { createHeadSchedule } from "./head-schedule.ts";
import { keepTrying } from "./keep-trying.ts";
import { type Log, silentLog } from "../shared/log.ts";
import { readProperties } from "./properties.ts";
import type { RpcClient } from "./rpc-client.ts";

/** The part of a block that a cursor keeps. */
export type Cursor = Pick<BlockRef, "number" | "id">;

export interface FollowOptions {
  readonly rpc: RpcClient;
  /** The last block that was taken in; the first one given comes right after it and must be linked to it. */
  readonly after?: Cursor | undefined;
  /** Without `after`: the number of the first block. Default: the one after the current irreversible block. */
  readonly from?: number | undefined;
  /** Ends the iteration, quietly. */
  readonly signal: AbortSignal;
  readonly clock?: Clock;
  readonly log?: Log;
  /** Blocks in one request, and at most in one batch given. Default 100, at most 1000. */
  readonly rangeSize?: number;
  /** Fixes the time between blocks for the polling. Default: learned, starting at 3. */
  readonly blockSeconds?: number | undefined;
  /** First wait after node trouble, in milliseconds. Default 1000. */
  readonly backoffMs?: number;
}

const defaults = { clock: systemClock, log: silentLog, rangeSize: 100, backoffMs: 1000 };

/**
 * Gives irreversible blocks for ever, in order, in batches of at least one: none skipped, none twice, each linked to the
 * one before. Node trouble never ends it: it keeps trying and says so in the log. Throws `chain_rejected` when all nodes
 * that answer tell of another chain than the one followed so far.
 */
export async function* followBlocks(options: FollowOptions): AsyncGenerator<readonly Block[], void, undefined> {
  const { rpc, signal, clock, log, backoffMs, rangeSize } = { ...defaults, ...options };
  const schedule = createHeadSchedule(options.blockSeconds, options.blockSeconds !== undefined);
  let previous = options.after?.id;
  let next = options.after ? options.after.number + 1 : options.from;
  let isAhead = false;
  while (!signal.aborted) {
    const properties = await keepTrying(() => readProperties(rpc, signal), { signal, log, backoffMs });
    if (properties === undefined) return;
    const { irreversibleNumber: to, headNumber } = properties;
    schedule.saw(to, clock.now().getTime());
    next ??= to + 1;
    if (next > headNumber + 1 && !isAhead) log.warn({ next, headNumber }, "chain ended before the cursor");
    isAhead = next > headNumber + 1;
    for await (const blocks of catchUp({ rpc, from: next, to, previous, rangeSize, backoffMs, log, signal })) {
      yield blocks;
      previous = blocks.at(-1)?.id;
      next += blocks.length;
    }
    await pause(schedule.delay(clock.now().getTime()), signal);
  }
}
