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

// Berlin went from 2 to 3 o'clock at 01:00Z on 29 March 2026, and from 3 to 2 o'clock at 01:00Z on 25 October.
test.each([
  [
    "in an hour that does not exist comes when that hour would end",
    "30 2 * * *",
    "2026-03-28T12:00Z",
    "2026-03-30T12:00Z",
    ["2026-03-29T01:00:00.000Z", "2026-03-30T00:30:00.000Z"],
  ],
  [
    "in an hour that comes twice comes once",
    "30 2 * * *",
    "2026-10-24T12:00Z",
    "2026-10-26T12:00Z",
    ["2026-10-25T00:30:00.000Z", "2026-10-26T01:30:00.000Z"],
  ],
  [
    "of every hour leaves out the one that does not exist",
    "0 1-4 * * *",
    "2026-03-29T00:00Z",
    "2026-03-29T12:00Z",
    ["2026-03-29T01:00:00.000Z", "2026-03-29T02:00:00.000Z"],
  ],
  [
    "at midnight is as far from the next as the day is long",
    "0 0 * * *",
    "2026-10-24T12:00Z",
    "2026-10-26T12:00Z",
    ["2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"],
  ],
] as const)("a slot %s", (_, cron, after, until, expected) => {
  expect(iso(slots(cron, "Europe/Berlin", new Date(after), new Date(until)))).toEqual(expected);
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

const daily = { on: "schedule", name: "daily", cron: "0 18 * * *" };
const untold = {
  since: 86_400_000,
  take: 8,
  rank: "payout",
  atMost: { perAuthor: 1, perTopic: 2 },
  minWords: 0,
  exclude: { accounts: [], tags: ["nsfw"], declined: false, muted: true, bots: true, crossposts: true },
};

test("a schedule has its defaults, says what it gathers and where it goes, and matches no event", () => {
  const rule = schedule.rule.parse({ ...daily, gather: { community: "hive-167922" } });
  expect(rule.schedule).toEqual({
    name: "daily",
    cron: "0 18 * * *",
    timezone: "UTC",
    missed: "run-once",
    gather: { ...untold, sources: [{ from: "community", name: "hive-167922" }] },
    outlet: { kind: "post", category: "hive-167922" },
  });
  expect(rule.compile("bob")(commentEvent({ body: "@bob daily" }))).toBe(false);
});

test("posts are gathered from one place, or from a list of them", () => {
  const sourcesOf = (gather: object) => schedule.rule.parse({ ...daily, gather }).schedule?.gather?.sources;
  expect(sourcesOf({ tag: "hive", app: "peakd" })).toEqual([{ from: "tag", name: "hive", app: "peakd" }]);
  expect(sourcesOf({ authors: ["alice", "bob"] })).toEqual([{ from: "authors", names: ["alice", "bob"] }]);
  expect(sourcesOf({ app: "leothreads" })).toEqual([{ from: "everywhere", app: "leothreads" }]);
  expect(sourcesOf({ from: [{ container: "leothreads" }, { community: "hive-167922" }] })).toEqual([
    { from: "container", name: "leothreads" },
    { from: "community", name: "hive-167922" },
  ]);
});

test.each([
  [{ language: "en" }, ["en"]],
  [{ language: ["en", "spa"] }, ["en", "es"]],
])("%j is read as a list of languages", (given, languages) => {
  const rule = schedule.rule.parse({ ...daily, gather: { community: "hive-167922", ...given } });
  expect(rule.schedule?.gather).toMatchObject({ languages });
});

test.each([
  [{}, "must say where posts are looked for"],
  [{ community: "hive-167922", tag: "hive" }, "names community and tag"],
  [{ from: [{ tag: "hive" }], app: "peakd" }, "beside from"],
  [{ from: [{}] }, "must say where posts are looked for"],
  [{ from: [] }, "expected array to have >=1"],
  [{ community: "hive-167922", language: "klingon" }, "must be a language code"],
  [{ container: "hiveblocks" }, "leothreads"],
])("gathering from %j is refused", (gather, message) => {
  expect(schedule.rule.safeParse({ ...daily, gather }).error?.message).toContain(message);
});

test.each([
  [{ community: "hive-123456" }, { kind: "post", category: "hive-123456" }],
  [{ reply: "alice/my-post" }, { kind: "reply", to: { author: "alice", permlink: "my-post" } }],
  [{ reply: "@alice/my-post" }, { kind: "reply", to: { author: "alice", permlink: "my-post" } }],
  [{ reply: "today" }, { kind: "reply", to: "today" }],
  [{ container: "leothreads" }, { kind: "thread", container: "leothreads" }],
])("what it makes goes into %j", (into, outlet) => {
  const rule = schedule.rule.parse({ ...daily, gather: { community: "hive-167922" }, into });
  expect(rule.schedule?.outlet).toEqual(outlet);
});

test.each([{}, { reply: "today", container: "leothreads" }, { reply: "tomorrow" }, { container: "hiveblocks" }])(
  "there is no going into %j",
  (into) => {
    expect(schedule.rule.safeParse({ ...daily, into }).success).toBe(false);
  },
);

test.each([
  [{ tag: "hive" }, { kind: "post", category: "hive" }],
  [{ from: [{ tag: "hive" }, { community: "hive-167922" }] }, { kind: "post", category: "hive-167922" }],
  [{ authors: ["alice"] }, undefined],
])("a file that does not say where %j goes leaves it with the place it came from", (gather, outlet) => {
  expect(schedule.rule.parse({ ...daily, gather }).schedule?.outlet).toEqual(outlet);
});
