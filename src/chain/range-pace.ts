/** How the next range of blocks is asked for. */
export interface RangeRequest {
  /** At most so many blocks. */
  readonly count: number;
  readonly gzip: boolean;
}

/** What came of one: the blocks that were answered, the length of the answer unpacked, and how long it took. */
export interface RangeOutcome extends RangeRequest {
  readonly blocks: number;
  readonly bytes: number;
  readonly milliseconds: number;
}

/** Learns how many blocks to ask for at once, and whether packing pays. */
export interface RangePace {
  next(): RangeRequest;
  succeeded(outcome: RangeOutcome): void;
  /** It was not answered in time, or not at all. */
  failed(request: RangeRequest): void;
}

export interface RangePaceOptions {
  /** Default 1000, the most that nodes allow. */
  readonly largest?: number;
  /** Whether to begin with packed answers. Default false. */
  readonly gzip?: boolean;
}

const start = 50;
const targetBytes = 3_500_000; // four of them in flight are the memory of a catch-up
const targetMs = 2_000; // far below the deadline of a request: a line may get five times slower at once
const trialRanges = 6;
const worthPacking = 1.2;

/**
 * Aims at answers of 3.5 MB or 2 s, whichever comes first; halves after a failure, so that even the slowest line moves one
 * block at a time. Once the size has settled it tries both ways, packed and plain, and keeps the one that brings more
 * blocks a second; packed only when it is 1.2 times as fast, for it costs both ends processor time.
 */
export function createRangePace({ largest = 1000, gzip: first = false }: RangePaceOptions = {}): RangePace {
  let count = Math.min(start, largest);
  let gzip = first;
  let trial: "waiting" | "first" | "second" | "over" = "waiting";
  let rates: number[] = [];
  let firstRate = 0;

  function learnCount(outcome: RangeOutcome): void {
    const ideal = outcome.blocks * Math.min(targetBytes / outcome.bytes, targetMs / Math.max(outcome.milliseconds, 1));
    const before = count;
    count = Math.round(Math.min(Math.max(ideal, count / 2, 1), 2 * count, largest));
    if (trial === "waiting" && Math.abs(count - before) <= before / 4) trial = "first";
  }

  function learnGzip(outcome: RangeOutcome): void {
    if (trial === "waiting" || trial === "over" || outcome.gzip !== gzip) return;
    rates.push(outcome.blocks / Math.max(outcome.milliseconds, 1));
    if (rates.length < trialRanges) return;
    const rate = rates.reduce((sum, each) => sum + each, 0) / rates.length;
    rates = [];
    if (trial === "first") {
      firstRate = rate;
      gzip = !first;
      trial = "second";
    } else {
      const [packed, plain] = first ? [firstRate, rate] : [rate, firstRate];
      gzip = packed > worthPacking * plain;
      trial = "over";
    }
  }

  return {
    next: () => ({ count, gzip }),
    succeeded(outcome) {
      if (outcome.blocks < outcome.count) return; // cut short by the chain's end or a node that lags: tells nothing
      learnCount(outcome);
      learnGzip(outcome);
    },
    failed(request) {
      count = Math.max(1, Math.min(count, Math.floor(request.count / 2)));
    },
  };
}
