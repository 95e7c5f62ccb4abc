import { describe, expect, it } from "vitest";
import { createHeadSchedule, type HeadSchedule } from "../../src/chain/head-schedule.ts";

interface Played {
  readonly every: number;
  readonly phase: number;
  readonly blocks: number;
  /** A block becomes visible up to so much later than its slot. */
  readonly jitter?: number;
}

/** Plays a chain whose blocks become visible every so often, and returns the looks per block and how late they are seen. */
function play(schedule: HeadSchedule, { every, phase, blocks, jitter = 0 }: Played) {
  const skip = 40; // blocks to learn from
  const visibleAt = (number: number) => (number - 1) * every + phase + ((number * 7919) % 101) * (jitter / 100);
  const latenesses: number[] = [];
  let [now, seen, looks] = [0, 0, 0];
  while (seen < blocks + skip) {
    let number = seen;
    while (visibleAt(number + 1) <= now) number += 1;
    if (seen >= skip) looks += 1;
    if (number > seen && seen >= skip) latenesses.push(now - visibleAt(number));
    seen = number;
    schedule.saw(seen, now);
    now += schedule.delay(now);
  }
  latenesses.sort((one, other) => one - other);
  return { looksPerBlock: looks / blocks, median: latenesses[blocks >> 1] ?? 0, worst: latenesses.at(-1) ?? 0 };
}

describe("polling at the head", () => {
  it.each([
    [0, 0],
    [700, 0],
    [2_900, 0],
    [250, 150],
    [1_000, 400],
  ])("settles on the chain's beat, wherever that is (%d ms, up to %d ms late)", (phase, jitter) => {
    const { looksPerBlock, median, worst } = play(createHeadSchedule(), { every: 3_000, phase, jitter, blocks: 400 });
    expect(looksPerBlock).toBeLessThan(2);
    expect(median).toBeLessThan(75 + jitter / 4);
    expect(worst).toBeLessThan(200 + jitter);
  });

  it.each([100, 500, 6_000])("learns that the chain has another beat (%d ms)", (every) => {
    const { looksPerBlock, worst } = play(createHeadSchedule(), { every, phase: 0, blocks: 200 });
    expect(looksPerBlock).toBeLessThan(2);
    expect(worst).toBeLessThan(every);
  });

  it("stays on the beat over a missed slot", () => {
    const schedule = createHeadSchedule();
    let now = 0;
    for (let number = 1; number <= 50; number++, now += 3_000) schedule.saw(number, now);
    for (let look = 0; look < 8; look++) {
      schedule.saw(50, now);
      now += schedule.delay(now);
    }
    expect(now).toBeGreaterThan(153_000);
    expect(now).toBeLessThan(159_000);
  });

  it("keeps a beat that is given", () => {
    const schedule = createHeadSchedule(1, true);
    for (let number = 1; number < 50; number++) schedule.saw(number, number * 10);
    expect(schedule.delay(490)).toBeGreaterThan(900);
  });

  it("does not hammer a chain that stands still", () => {
    const schedule = createHeadSchedule();
    schedule.saw(1, 0);
    let now = 0;
    let looks = 0;
    for (; now < 600_000; looks++) {
      now += schedule.delay(now);
      schedule.saw(1, now);
    }
    expect(looks).toBeLessThan(220);
  });
});
