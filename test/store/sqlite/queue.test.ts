import { expect, it } from "vitest";
import { openConnection } from "../../../src/store/sqlite/connection.ts";
import { createSqliteStore } from "../../../src/store/sqlite/open.ts";
import { accept, at, newJob } from "../contract/rows.ts";
import { createSqlitePlace } from "../sqlite-place.ts";

it("finds whose turn it is, and a new job's turn, without sorting or reading the inbox through", async () => {
  await using place = createSqlitePlace();
  const seen: string[] = [];
  const connection = openConnection(place.path);
  await using store = createSqliteStore({
    ...connection,
    prepare: (sql: string) => {
      if (/inbox/.test(sql) && /round/.test(sql)) seen.push(sql);
      return connection.prepare(sql);
    },
  } as typeof connection);
  expect(seen.length).toBeGreaterThanOrEqual(2);
  for (const sql of seen) {
    const bare = sql.replaceAll(/@\w+/g, "1").replaceAll("?", "1");
    const plan = connection.prepare<[], { detail: string }>(`explain query plan ${bare}`).all();
    const details = plan.map(({ detail }) => detail);
    expect(details.filter((detail) => /TEMP B-TREE|SCAN inbox$|SCAN [pqd]$/.test(detail))).toEqual([]);
    expect(details.join("\n")).toMatch(/inbox_queue|inbox_of_person/);
  }
  await accept(store, { jobs: [newJob("hello")] });
});

it("takes a job out of ten thousand of one person as it does out of one, and sees everybody else first", async () => {
  await using place = createSqlitePlace();
  await using store = place.open();
  const flood = Array.from({ length: 10_000 }, (_, index) =>
    newJob(`flood-${index}`, { person: "mallory", subject: `mallory/${index}` }),
  );
  const began = performance.now();
  await accept(store, { jobs: flood });
  const accepted = performance.now();
  const honest = Array.from({ length: 20 }, (_, index) => `person${index}`);
  await accept(store, {
    jobs: honest.map((person, index) => newJob(person, { person, subject: `${person}/q`, happenedAt: at(1 + index) })),
  });
  const options = { agents: ["sage"], now: at(100), leaseUntil: at(160) };
  const served = [];
  const claiming = performance.now();
  for (let index = 0; index < 21; index++) served.push((await store.work.claim(options))?.person);
  const claimed = performance.now();
  expect(served).toEqual(["mallory", ...honest]);
  process.stdout.write(
    `10,000 jobs taken in within ${Math.round(accepted - began)} ms, a claim takes ${((claimed - claiming) / 21).toFixed(2)} ms\n`,
  );
});
