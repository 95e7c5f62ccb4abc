import fc from "fast-check";
import { expect, test } from "vitest";
import { headStartOf } from "../../src/policy/head-start.ts";

const priority = { follows: 600_000, reputation: 300_000, hivePower: 60_000 };

test.each([
  [undefined, 0],
  [{}, 0],
  [{ reputation: 25, hivePower: 0, followedBy: [] }, 0],
  [{ followedBy: ["sage.agent"] }, 600_000],
  [{ followedBy: ["curator.agent"] }, 0],
  [{ reputation: 50 }, 150_000],
  [{ reputation: 80 }, 300_000],
  [{ reputation: -12 }, 0],
  [{ hivePower: 100 }, 30_000],
  [{ hivePower: 5_000_000 }, 60_000],
  [{ reputation: 75, hivePower: 10_000, followedBy: ["sage.agent"] }, 960_000],
])("who is known as %j stands %d ms earlier", (standing, headStart) => {
  expect(headStartOf(priority, "sage.agent", standing)).toBe(headStart);
});

test("nobody ever gets more than the file gives, nor less than nothing", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (reputation, hivePower) => {
      const start = headStartOf(priority, "sage.agent", { reputation, hivePower, followedBy: ["sage.agent"] });
      expect(start).toBeGreaterThanOrEqual(600_000);
      expect(start).toBeLessThanOrEqual(960_000);
    }),
  );
});
