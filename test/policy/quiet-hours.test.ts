import fc from "fast-check";
import { expect, test } from "vitest";
import type { Decision } from "../../src/decision/decision.ts";
import { judge } from "../../src/policy/guard.ts";
import { quietHours, type QuietHours } from "../../src/policy/quiet-hours.ts";
import { factsOf } from "../support/facts.ts";

const reply: Decision = { reason: "r", reply: { body: "b" } };
const berlin: QuietHours = { from: 22 * 60, to: 7 * 60, timezone: "Europe/Berlin" };
const verdictAt = (time: string, hours: QuietHours = berlin) =>
  judge(reply, factsOf({ now: new Date(time) }), [quietHours(hours)]);

test.each([
  ["2026-01-10T20:59:59Z", undefined], // 21:59:59 in Berlin
  ["2026-01-10T21:00:00Z", "2026-01-11T06:00:00.000Z"],
  ["2026-01-11T05:59:59Z", "2026-01-11T06:00:00.000Z"],
  ["2026-01-11T06:00:00Z", undefined],
  ["2026-07-10T19:59:59Z", undefined], // summer time
  ["2026-07-10T20:00:00Z", "2026-07-11T05:00:00.000Z"],
])("at %s an agent that sleeps from 22:00 to 07:00 in Berlin waits until %s", (time, until) => {
  const verdict = verdictAt(time);
  expect(verdict.outcome).toBe(until === undefined ? "allow" : "defer");
  expect("until" in verdict ? verdict.until?.toISOString() : undefined).toBe(until);
});

test("hours within a day are quiet between them only", () => {
  const noon = { from: 12 * 60, to: 13 * 60, timezone: "UTC" };
  const outcomes = ["11:59", "12:00", "12:59", "13:00", "00:00"].map(
    (time) => verdictAt(`2026-01-10T${time}:00Z`, noon).outcome,
  );
  expect(outcomes).toEqual(["allow", "defer", "defer", "allow", "allow"]);
});

test("doing nothing is allowed at any hour", () => {
  expect(judge({ reason: "r", reply: null }, factsOf(), [quietHours({ from: 0, to: 1_439, timezone: "UTC" })])).toEqual(
    {
      outcome: "allow",
      passed: ["quiet-hours"],
    },
  );
});

test("who waits as long as it says, again and again where clocks change, is awake within the day", () => {
  const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Chatham");
  const minutes = fc.nat(1_439);
  const times = fc.date({ min: new Date("2026-01-01"), max: new Date("2027-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(minutes, minutes, zones, times, (from, to, timezone, start) => {
      fc.pre(from !== to);
      const guard = quietHours({ from, to, timezone });
      let now = start;
      for (let waits = 0; waits < 3; waits++) {
        const verdict = judge(reply, factsOf({ now }), [guard]);
        if (verdict.outcome === "allow") break;
        expect("until" in verdict && verdict.until && verdict.until > now).toBe(true);
        now = ("until" in verdict && verdict.until) || now;
      }
      expect(judge(reply, factsOf({ now }), [guard]).outcome).toBe("allow");
      expect(now.getTime() - start.getTime()).toBeLessThan(26 * 3_600_000);
    }),
    { numRuns: 500 },
  );
});
