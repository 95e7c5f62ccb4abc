import { describe, expect, test } from "vitest";
import { tooSoonBy } from "../../src/runtime/reply-interval.ts";

const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 1) + seconds * 1_000);
const landed = (seconds: number) => ({ at: at(seconds), isConfirmed: true });
/** Signed while the head stood at so many seconds. */
const signed = (seconds: number) => ({ at: at(seconds + 60), isConfirmed: false });
const nothing = { root: undefined, any: undefined };

describe("the chain's intervals, in chain time", () => {
  test("who has said nothing yet need not wait", () => {
    expect(tooSoonBy(true, nothing, at(0))).toBe(0);
  });

  test("a reply may stand in the block after the account's last post, never in the same", () => {
    expect(tooSoonBy(false, { root: undefined, any: landed(30) }, at(30))).toBe(0);
    expect(tooSoonBy(false, { root: undefined, any: landed(30) }, at(27))).toBe(3_000);
    expect(tooSoonBy(false, { root: undefined, any: signed(27) }, at(27))).toBe(3_000);
    expect(tooSoonBy(false, { root: undefined, any: signed(27) }, at(30))).toBe(0);
  });

  test("a root post needs strictly more than five minutes, as hived has it: 300 s refused, 303 s accepted", () => {
    const last = { root: landed(0), any: landed(0) };
    expect(tooSoonBy(true, last, at(297))).toBe(3_000); // would stand in the block at 300
    expect(tooSoonBy(true, last, at(300))).toBe(0); // in the one at 303
    expect(tooSoonBy(false, last, at(3))).toBe(0);
  });
});
