import { afterEach, beforeEach, expect, it } from "vitest";
import { openConnection } from "../../../src/store/sqlite/connection.ts";
import { createSqliteStore } from "../../../src/store/sqlite/open.ts";
import { accept, newJob, plan, transaction } from "../contract/rows.ts";
import { createSqlitePlace, type SqlitePlace } from "../sqlite-place.ts";

let place: SqlitePlace;
beforeEach(() => {
  place = createSqlitePlace();
});
afterEach(() => place[Symbol.asyncDispose]());

it("says that the disk is full, keeps what was complete, and goes on when there is room again", async () => {
  const connection = openConnection(place.path);
  await using store = createSqliteStore(connection);
  const limit = (pages: number): void => void connection.prepare(`pragma max_page_count = ${pages}`).get();
  const id = await plan(store, "planned");
  const { page_count: pages } = connection.prepare("pragma page_count").get() as { page_count: number };
  limit(pages);
  const before = await store.views.readOverview();
  const jobs = Array.from({ length: 50 }, (_, index) => newJob(`job-${index}`, { event: "x".repeat(4096) }));
  await expect(accept(store, { jobs })).rejects.toMatchObject({
    code: "store_unavailable",
    message: expect.stringContaining("check the disk and its free space"),
  });
  await expect(store.send.markSigned(id, transaction("one", { wire: "x".repeat(100_000) }))).rejects.toMatchObject({
    code: "store_unavailable",
  });
  expect(await store.views.readOverview()).toEqual(before);

  limit(1_000_000);
  expect(await accept(store, { jobs })).toHaveLength(50);
  expect(await store.send.markSigned(id, transaction("one"))).toBe(true);
});
