import { join } from "node:path";
import { onTestFinished, expect, test } from "vitest";
import { acceptDue } from "../../src/runtime/accept-due.ts";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import type { Store } from "../../src/store/store.ts";
import type { Schedule } from "../../src/trigger/rule.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const agent = { name: "digest" };
const hourly: Schedule = { name: "hourly", cron: "0 * * * *", timezone: "UTC", missed: "run-once" };

interface Life {
  /** Looks for due slots at this moment; answers the slots that became jobs. */
  at(moment: string): Promise<string[]>;
  readonly store: Store;
}

function openLife(place: string, schedule: Schedule = hourly): Life {
  const store = openSqliteStore(place);
  onTestFinished(() => store[Symbol.asyncDispose]());
  return {
    store,
    async at(moment) {
      const slots: string[] = [];
      const clock = { now: () => new Date(moment) };
      await store.schedule.startCounting(agent.name, schedule.name, clock.now());
      await acceptDue(agent, schedule, {
        store,
        clock,
        journal: (entry) => {
          if (entry.fact === "job-accepted") slots.push(entry.subject.slice("schedule/digest/hourly/".length));
        },
      });
      return slots;
    },
  };
}

async function place(): Promise<string> {
  return join(await temporaryFolder(), "skep.db");
}

test("a slot is run once, at its moment, and not before", async () => {
  const life = openLife(await place());
  expect(await life.at("2026-11-20T10:59:00Z")).toEqual([]);
  expect(await life.at("2026-11-20T10:59:59.999Z")).toEqual([]);
  expect(await life.at("2026-11-20T11:00:00Z")).toEqual(["2026-11-20T11:00:00.000Z"]);
  expect(await life.at("2026-11-20T11:00:01Z")).toEqual([]);
});

test.each([
  ["skip", "2026-11-20T14:30:00Z", []],
  ["skip", "2026-11-20T14:00:30Z", ["2026-11-20T14:00:00.000Z"]],
  ["run-once", "2026-11-20T14:30:00Z", ["2026-11-20T14:00:00.000Z"]],
  ["run-all", "2026-11-20T13:30:00Z", ["2026-11-20T12:00:00.000Z", "2026-11-20T13:00:00.000Z"]],
] as const)("after a downtime, missed: %s makes up for what it says, by %s", async (missed, back, expected) => {
  const file = await place();
  const before = openLife(file, { ...hourly, missed });
  await before.at("2026-11-20T10:30:00Z");
  expect(await before.at("2026-11-20T11:00:00Z")).toHaveLength(1);
  await before.store[Symbol.asyncDispose]();
  const after = openLife(file, { ...hourly, missed });
  expect(await after.at(back)).toEqual(expected);
  expect(await after.at(back)).toEqual([]);
});

test("after a year away not more than a hundred slots are made up for", async () => {
  const life = openLife(await place(), { ...hourly, missed: "run-all" });
  await life.at("2025-11-20T10:30:00Z");
  const made = await life.at("2026-11-20T10:30:00Z");
  expect(made).toHaveLength(100);
  expect(made.at(-1)).toBe("2026-11-20T10:00:00.000Z");
});

test("a clock that is put forward and back again costs no slot and runs none twice", async () => {
  const life = openLife(await place());
  await life.at("2026-11-20T10:30:00Z");
  expect(await life.at("2026-11-20T11:00:00Z")).toEqual(["2026-11-20T11:00:00.000Z"]);
  expect(await life.at("2026-11-20T13:10:00Z")).toEqual(["2026-11-20T13:00:00.000Z"]); // two hours ahead of the truth
  expect(await life.at("2026-11-20T11:10:00Z")).toEqual([]);
  expect(await life.at("2026-11-20T12:00:00Z")).toEqual(["2026-11-20T12:00:00.000Z"]);
  expect(await life.at("2026-11-20T13:00:00Z")).toEqual([]); // it has been run
  expect(await life.at("2026-11-20T14:00:00Z")).toEqual(["2026-11-20T14:00:00.000Z"]);
});

test("a clock that stood years ahead for a moment does not silence a schedule until then", async () => {
  const life = openLife(await place());
  await life.at("2026-11-20T10:30:00Z");
  expect(await life.at("2036-11-20T10:30:00Z")).toHaveLength(1);
  expect(await life.at("2026-11-20T10:31:00Z")).toEqual([]);
  expect(await life.at("2026-11-20T11:00:00Z")).toEqual(["2026-11-20T11:00:00.000Z"]);
});

test("a clock that is put back a few seconds over a slot runs it once", async () => {
  const life = openLife(await place());
  await life.at("2026-11-20T10:59:58Z");
  expect(await life.at("2026-11-20T11:00:00Z")).toHaveLength(1);
  expect(await life.at("2026-11-20T10:59:57Z")).toEqual([]);
  expect(await life.at("2026-11-20T11:00:00Z")).toEqual([]);
  expect(await life.at("2026-11-20T11:00:05Z")).toEqual([]);
});

test("a day of 23 hours and one of 25 have one slot each, by the clock on the wall", async () => {
  const nightly: Schedule = { name: "hourly", cron: "30 2 * * *", timezone: "Europe/Berlin", missed: "run-all" };
  for (const [from, until, days] of [
    ["2026-03-27T12:00:00Z", "2026-03-31T12:00:00Z", 4],
    ["2026-10-23T12:00:00Z", "2026-10-27T12:00:00Z", 4],
  ] as const) {
    const life = openLife(await place(), nightly);
    await life.at(from);
    const made: string[] = [];
    for (let moment = Date.parse(from); moment <= Date.parse(until); moment += 10 * 60_000)
      made.push(...(await life.at(new Date(moment).toISOString())));
    expect(made).toHaveLength(days);
    expect(new Set(made).size).toBe(days);
  }
});

test("of two processes on one database only one gets a slot", async () => {
  const file = await place();
  const [one, other] = [openLife(file), openLife(file)];
  await one.at("2026-11-20T10:30:00Z");
  const got = await Promise.all([one.at("2026-11-20T11:00:00Z"), other.at("2026-11-20T11:00:00Z")]);
  expect(got.flat()).toEqual(["2026-11-20T11:00:00.000Z"]);
});
