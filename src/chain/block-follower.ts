import { type Clock, systemClock } from "../shared/clock.ts";
import { type Log, silentLog } from "../shared/log.ts";
import { pause } from "../shared/wait.ts";
import type { Block, BlockRef } from "./block.ts";
import { catchUp } from "./block-catch-up.ts";
import type { BlockFilter } from "./block-filter.ts";
import { readBlockRange } from "./block-range.ts";
import { type CatchUpProgress, measureProgress } from "./catch-up-progress.ts";
import type { ChainProperties } from "./chain-reader.ts";
import { createHeadSchedule, type HeadSchedule } from "./head-schedule.ts";
import { keepTrying } from "./keep-trying.ts";
import { readProperties } from "./properties.ts";
import { createRangePace, type RangePace } from "./range-pace.ts";
import type { RpcClient } from "./rpc-client.ts";
import { createSecondOpinion } from "./second-opinion.ts";

/** The part of a block that a cursor keeps. */
export type Cursor = Pick<BlockRef, "number" | "id">;

export interface FollowOptions {
  readonly rpc: RpcClient;
  /** The last block that was taken in; the first one given comes right after it and must be linked to it. */
  readonly after?: Cursor | undefined;
  /** Without `after`: the number of the first block. Default: the one after the current irreversible block. */
  readonly from?: number | undefined;
  /** Number of the last block. Default: there is none. */
  readonly to?: number | undefined;
  /** Blocks that it does not let through come without transactions. Default: all are parsed. */
  readonly filter?: BlockFilter | undefined;
  /** Ends the iteration, quietly. */
  readonly signal: AbortSignal;
  /** Told after each batch while there are blocks to catch up with. Must not throw. */
  readonly onProgress?: ((progress: CatchUpProgress) => void) | undefined;
  readonly clock?: Clock;
  readonly log?: Log;
  /** Blocks in one request at most, and in one batch given. Default 1000, the most there is. */
  readonly rangeSize?: number;
  /** Fixes the time between blocks for the polling. Default: learned, starting at 3. */
  readonly blockSeconds?: number | undefined;
  /** First wait after node trouble, in milliseconds. Default 1000. */
  readonly backoffMs?: number;
}

const defaults = { clock: systemClock, log: silentLog, rangeSize: 1000, backoffMs: 1000, to: Infinity };
const worthTelling = 20; // blocks behind; fewer are caught up within a moment

/**
 * Gives irreversible blocks for ever, in order, in batches of at least one: none skipped, none twice, each linked to the
 * one before. Node trouble never ends it: it keeps trying and says so in the log. Now and then, a batch is given only after
 * a second node has confirmed its end. Throws `chain_rejected` when all nodes that answer tell of another chain than the
 * one followed so far, or when no second node agrees, and `config_invalid` when every node is on another chain.
 */
export async function* followBlocks(options: FollowOptions): AsyncGenerator<readonly Block[], void, undefined> {
  const course = chart(options);
  const { signal, last, schedule, clock } = course;
  const secondOpinion = createSecondOpinion(course);
  const warnWhenAhead = aheadWarning(course.log);
  let { previous, next } = course.start;
  let isAtHead = false;
  while (!signal.aborted && (next ?? 0) <= last) {
    const view = await look(course, isAtHead ? next : undefined);
    if (view === undefined) return;
    next ??= view.irreversibleNumber + 1;
    warnWhenAhead(next, view.headNumber);
    for await (const blocks of irreversibleBlocks(course, view, next, previous)) {
      await secondOpinion.ask(blocks, signal);
      if (signal.aborted) return;
      yield blocks;
      previous = blocks.at(-1)?.id;
      next += blocks.length;
    }
    isAtHead = next > view.irreversibleNumber && view.headNumber === view.irreversibleNumber;
    if (next <= last) await pause(schedule.delay(clock.now().getTime()), signal);
  }
}

interface Course extends Required<Pick<FollowOptions, "rpc" | "signal" | "clock" | "log" | "backoffMs">> {
  readonly start: { readonly previous: string | undefined; readonly next: number | undefined };
  readonly filter: BlockFilter | undefined;
  readonly onProgress: ((progress: CatchUpProgress) => void) | undefined;
  /** Number of the last block. */
  readonly last: number;
  readonly schedule: HeadSchedule;
  readonly pace: RangePace;
}

function chart(options: FollowOptions): Course {
  const { rpc, after, from, filter, onProgress, blockSeconds, to = defaults.to } = options;
  const start = { previous: after?.id, next: after ? after.number + 1 : from };
  const { signal, clock, log, backoffMs, rangeSize } = { ...defaults, ...options };
  const schedule = createHeadSchedule(blockSeconds, blockSeconds !== undefined);
  const pace = createRangePace({ largest: rangeSize, gzip: rpc.nodes.some((node) => node.startsWith("https:")) });
  return { rpc, start, filter, signal, clock, log, backoffMs, onProgress, last: to, schedule, pace };
}

function aheadWarning(log: Log): (next: number, headNumber: number) => void {
  let isAhead = false;
  return (next, headNumber) => {
    if (next > headNumber + 1 && !isAhead) log.warn({ next, headNumber }, "chain ended before the cursor");
    isAhead = next > headNumber + 1;
  };
}

/** Where the chain ends, as one node sees it, and the block asked for beside that question, where it had it. */
interface View extends ChainProperties {
  readonly guess: Block | undefined;
}

/** `undefined` once the signal fires. */
async function look(
  { rpc, filter, schedule, ...course }: Course,
  guess: number | undefined,
): Promise<View | undefined> {
  const asked = course.clock.now().getTime();
  const [properties, guessed] = await Promise.all([
    keepTrying(() => readProperties(rpc, course.signal), course),
    guess === undefined ? undefined : guessBlock(rpc, guess, filter, course.signal),
  ]);
  if (properties === undefined) return undefined;
  schedule.saw(properties.irreversibleNumber, asked);
  return { ...properties, guess: guessed };
}

/** Asking for the block that may be visible by now, beside the question where the chain ends, saves a round trip. */
async function guessBlock(
  rpc: RpcClient,
  from: number,
  filter: BlockFilter | undefined,
  signal: AbortSignal,
): Promise<Block | undefined> {
  const range = { from, count: 1, mustHave: false, filter, how: { attempts: 1 } };
  const { blocks } = await readBlockRange(rpc, range, signal).catch(() => ({ blocks: [] }));
  return blocks[0];
}

async function* irreversibleBlocks(
  course: Course,
  { guess, irreversibleNumber, headId }: View,
  from: number,
  previous: string | undefined,
): AsyncGenerator<readonly Block[]> {
  // As irreversible as its number only when it is named as the head: else it could have been replaced in between.
  if (guess && from === irreversibleNumber && guess.id === headId && guess.previous === previous) {
    yield [guess];
    return;
  }
  const to = Math.min(irreversibleNumber, course.last);
  const progress = measureProgress(from, to);
  for await (const blocks of catchUp({ ...course, from, to, previous })) {
    yield blocks;
    if (progress.total >= worthTelling) course.onProgress?.(progress.at(blocks.at(-1)?.number ?? from));
  }
}
