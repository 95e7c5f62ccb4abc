import fc from "fast-check";
import { Cron } from "croner";
import { expect, test } from "vitest";
import { schedule } from "../../src/trigger/schedule.ts";
import { cronComplaint, maxSlots, slots } from "../../src/trigger/slots.ts";
import { commentEvent } from "../support/comment-event.ts";

function iso(dates: readonly Date[]): string[] {
  return dates.map((date) => date.toISOString());
}

test("slots are after the first moment and up to the second, oldest first", () => {
  const after = new Date("2026-11-20T18:00:00Z");
  const until = new Date("2026-11-22T18:00:00Z");
  expect(iso(slots("0 18 * * *", "UTC", after, until))).toEqual([
    "2026-11-21T18:00:00.000Z",
    "2026-11-22T18:00:00.000Z",
  ]);
  expect(slots("0 18 * * *", "UTC", until, until)).toEqual([]);
  expect(slots("0 18 * * *", "UTC", until, after)).toEqual([]);
});

test("a slot does not come before its moment, not even by a millisecond", () => {
  const after = new Date("2026-11-21T00:00:00Z");
  expect(slots("0 18 * * *", "UTC", after, new Date("2026-11-21T17:59:59.999Z"))).toEqual([]);
  expect(slots("0 18 * * *", "UTC", after, new Date("2026-11-21T18:00:00.000Z"))).toHaveLength(1);
});

test("after a long downtime only the newest slots are given", () => {
  const found = slots("* * * * *", "UTC", new Date("2020-01-01T00:00:00Z"), new Date("2026-01-01T00:00:00Z"));
  expect(found).toHaveLength(maxSlots);
  expect(found.at(-1)?.toISOString()).toBe("2026-01-01T00:00:00.000Z");
});

test("a timezone's own clock counts, through both changes of the year", () => {
  const year = slots(
    "0 18 * * SUN",
    "Europe/Berlin",
    new Date("2026-01-01T00:00:00Z"),
    new Date("2027-01-01T00:00:00Z"),
  );
  expect(new Set(year.map((slot) => slot.getUTCHours()))).toEqual(new Set([16, 17]));
  expect(year).toHaveLength(52);
});

test.each([
  ["an hour that does not exist", "30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z", 2],
  ["an hour that comes twice", "30 2 * * *", "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z", 2],
])("%s gives one slot a day", (_, cron, after, until, count) => {
  expect(slots(cron, "Europe/Berlin", new Date(after), new Date(until))).toHaveLength(count);
});

test("however time is cut into pieces, every slot comes exactly once", () => {
  const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu");
  // Each with pieces of time so long that some hold no slot and some a few.
  const crons = fc.constantFrom(
    ...([
      ["0 18 * * *", 40],
      ["30 2 * * *", 40],
      ["*/15 * * * *", 5],
      ["0 0 1 * *", 400],
      ["*/20 * * * * *", 0.2],
    ] as const),
  );
  const starts = fc.date({ min: new Date("2026-03-20"), max: new Date("2026-11-10"), noInvalidDate: true });
  const steps = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(zones, crons, starts, steps, (zone, [cron, hours], start, shares) => {
      const cuts = [start];
      for (const share of shares) cuts.push(new Date((cuts.at(-1) ?? start).getTime() + share * hours * 3_600_000));
      const pieces = cuts.slice(1).flatMap((until, index) => slots(cron, zone, cuts[index] ?? start, until));
      expect(iso(pieces)).toEqual(iso(walkForward(cron, zone, start, cuts.at(-1) ?? start)));
    }),
    { numRuns: 60 },
  );
});

function walkForward(cron: string, timezone: string, after: Date, until: Date): Date[] {
  const expression = new Cron(cron, { timezone });
  const found: Date[] = [];
  for (let next = expression.nextRun(after); next !== null && next <= until; next = expression.nextRun(next)) {
    found.push(next);
  }
  return found;
}

test.each([
  ["0 18 * *", "UTC", "cron", "is no cron expression"],
  ["60 * * * *", "UTC", "cron", "Invalid value for minute: 60"],
  ["0 0 30 2 *", "UTC", "cron", "never comes"],
  ["0 18 * * *", "Mars/Olympus", "timezone", 'there is no timezone "Mars/Olympus"'],
])("the schedule %j in %s is refused", (cron, timezone, field, message) => {
  expect(cronComplaint(cron, timezone)).toEqual({ field, message: expect.stringContaining(message) });
  expect(schedule.rule.safeParse({ on: "schedule", name: "daily", cron, timezone }).error?.issues).toEqual([
    expect.objectContaining({ path: [field], message: expect.stringContaining(message) }),
  ]);
});

test("a schedule has its defaults, says what it gathers, and matches no event", () => {
  const rule = schedule.rule.parse({
    on: "schedule",
    name: "daily",
    cron: "0 18 * * *",
    gather: { community: "hive-167922" },
  });
  expect(rule.schedule).toEqual({
    name: "daily",
    cron: "0 18 * * *",
    timezone: "UTC",
    missed: "run-once",
    gather: { community: "hive-167922", since: 86_400_000, take: 8 },
  });
  expect(rule.compile("bob")(commentEvent({ body: "@bob daily" }))).toBe(false);
});
