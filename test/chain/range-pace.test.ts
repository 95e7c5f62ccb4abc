import { describe, expect, it } from "vitest";
import { createRangePace, type RangePace } from "../../src/chain/range-pace.ts";

interface Line {
  readonly blockBytes: number;
  readonly bytesPerMs: number;
  readonly latencyMs: number;
  /** How much smaller a packed answer is, and how long a byte of it takes to unpack at both ends. */
  readonly ratio?: number;
  readonly unpackPerMs?: number;
}

const deadlineMs = 10_000;

/** Reads ranges over such a line, and returns how long each took; a range that takes too long fails. */
function read(pace: RangePace, line: Line, ranges: number): { readonly blocks: number; readonly failures: number } {
  let [blocks, failures] = [0, 0];
  for (let range = 0; range < ranges; range++) {
    const request = pace.next();
    const bytes = request.count * line.blockBytes;
    const { ratio = 3, unpackPerMs = 150_000 } = line;
    const sent = request.gzip ? bytes / ratio / line.bytesPerMs + bytes / unpackPerMs : bytes / line.bytesPerMs;
    const milliseconds = line.latencyMs + sent;
    if (milliseconds > deadlineMs) {
      pace.failed(request);
      failures += 1;
    } else {
      pace.succeeded({ ...request, blocks: request.count, bytes, milliseconds });
      blocks += request.count;
    }
  }
  return { blocks, failures };
}

describe("the size of ranges", () => {
  it("keeps answers at a few megabytes on a fast line", () => {
    const pace = createRangePace();
    read(pace, { blockBytes: 50_000, bytesPerMs: 500_000, latencyMs: 50 }, 30);
    expect(pace.next().count).toBeGreaterThan(40);
    expect(pace.next().count).toBeLessThan(100);
  });

  it("asks for as many small blocks as nodes allow", () => {
    const pace = createRangePace();
    read(pace, { blockBytes: 400, bytesPerMs: 100_000, latencyMs: 10 }, 10);
    expect(pace.next().count).toBe(1000);
  });

  it("shrinks until a slow line brings something, down to one block", () => {
    const pace = createRangePace();
    const { blocks, failures } = read(pace, { blockBytes: 50_000, bytesPerMs: 6, latencyMs: 300 }, 60);
    expect(failures).toBeLessThan(8);
    expect(blocks).toBeGreaterThan(50);
    expect(pace.next().count).toBe(1);
  });

  it("grows again on a line that recovers", () => {
    const pace = createRangePace();
    for (let time = 0; time < 10; time++) pace.failed(pace.next());
    expect(pace.next().count).toBe(1);
    read(pace, { blockBytes: 50_000, bytesPerMs: 100_000, latencyMs: 20 }, 12);
    expect(pace.next().count).toBeGreaterThan(40);
  });
});

describe("packing", () => {
  it("is used where the line is the bottleneck", () => {
    const pace = createRangePace();
    read(pace, { blockBytes: 50_000, bytesPerMs: 3_000, latencyMs: 50 }, 40);
    expect(pace.next().gzip).toBe(true);
  });

  it("is left alone where the line is faster than unpacking, even when it was the first guess", () => {
    for (const gzip of [false, true]) {
      const pace = createRangePace({ gzip });
      read(pace, { blockBytes: 50_000, bytesPerMs: 800_000, latencyMs: 1 }, 40);
      expect(pace.next().gzip).toBe(false);
    }
  });
});
