import { describe, expect, it } from "vitest";
import { createHeadSchedule, type HeadSchedule } from "../../src/chain/head-schedule.ts";

/** Plays a chain whose blocks become visible every so often, and returns the looks per block and the mean lateness. */
function play(schedule: HeadSchedule, { every, phase, blocks }: { every: number; phase: number; blocks: number }) {
  const skip = 20; // blocks to learn from
  let now = 0;
  let seen = 0;
  let looks = 0;
  let late = 0;
  while (seen < blocks + skip) {
    const number = Math.floor((now - phase) / every) + 1;
    if (seen >= skip) looks += 1;
    if (number > seen && seen >= skip) late += now - ((number - 1) * every + phase);
    seen = Math.max(seen, number);
    schedule.saw(seen, now);
    now += schedule.delay(now);
  }
  return { looksPerBlock: looks / blocks, lateness: late / blocks };
}

describe("polling at the head", () => {
  it.each([0, 700, 2_900])("settles on the chain's beat, wherever that is (%d ms)", (phase) => {
    const { looksPerBlock, lateness } = play(createHeadSchedule(), { every: 3_000, phase, blocks: 200 });
    expect(looksPerBlock).toBeLessThan(1.4);
    expect(lateness).toBeLessThan(500);
  });

  it.each([100, 500, 6_000])("learns that the chain has another beat (%d ms)", (every) => {
    const { looksPerBlock, lateness } = play(createHeadSchedule(), { every, phase: 0, blocks: 200 });
    expect(looksPerBlock).toBeLessThan(2);
    expect(lateness).toBeLessThan(every);
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
