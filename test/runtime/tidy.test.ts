import { expect, test } from "vitest";
import { tidyOnce } from "../../src/runtime/tidy.ts";
import { openConnection } from "../../src/store/sqlite/connection.ts";
import { createSqliteStore } from "../../src/store/sqlite/open.ts";
import { accept, at, claim, newJob } from "../store/contract/rows.ts";
import { createSqlitePlace } from "../store/sqlite-place.ts";

const never = new AbortController().signal;

test("what settled long ago shrinks, in bites, and the file gives its room back to the disk", async () => {
  await using place = createSqlitePlace();
  const connection = openConnection(place.path);
  await using store = createSqliteStore(connection);
  const pages = () => (connection.prepare("pragma page_count").get() as { page_count: number }).page_count;
  const empty = pages();
  const jobs = Array.from({ length: 120 }, (_, index) => newJob(`job-${index}`, { event: "x".repeat(20_000) }));
  await accept(store, { jobs });
  for (const _ of jobs) await store.work.finish(await claim(store), "gated", "no-bots: a bot wrote it");
  const before = pages();

  const clock = { now: () => at(90 * 86_400) };
  expect(await tidyOnce({ store, clock }, 91 * 86_400_000, never)).toBe(0);
  expect(await tidyOnce({ store, clock }, 89 * 86_400_000, never)).toBe(120);
  expect(pages() - empty).toBeLessThan((before - empty) / 4);
  expect(await store.views.readJobs({ limit: 1 })).toMatchObject([{ because: "no-bots: a bot wrote it" }]);
});
