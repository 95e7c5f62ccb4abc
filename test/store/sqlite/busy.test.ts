import { afterEach, beforeEach, expect, it } from "vitest";
import { openConnection } from "../../../src/store/sqlite/connection.ts";
import { openDatabase } from "../../../src/store/sqlite/database.ts";
import { openSqliteStore } from "../../../src/store/sqlite/open.ts";
import type { Log } from "../../../src/shared/log.ts";
import { first } from "../contract/rows.ts";
import { createSqlitePlace, type SqlitePlace } from "../sqlite-place.ts";

let place: SqlitePlace;
beforeEach(() => {
  place = createSqlitePlace();
});
afterEach(() => place[Symbol.asyncDispose]());

/** Another program, such as a shell or a backup, that holds the file. */
function intruder(): { letGo(): void } {
  const db = openDatabase(place.path, { timeout: 0 });
  db.exec("begin immediate");
  return {
    letGo() {
      db.exec("rollback");
      db.close();
    },
  };
}

it("waits for another program that holds the file, without holding up the process, and then goes on", async () => {
  await using store = openSqliteStore(place.path, { patienceMs: Infinity });
  const other = intruder();
  const writing = store.listen.startAt(first);
  let turns = 0;
  for (; turns < 5; turns++) await new Promise((resolve) => setTimeout(resolve, 50)); // the process goes on meanwhile
  expect(await Promise.race([writing, Promise.resolve("waits")])).toBe("waits");
  other.letGo();
  await writing;
  expect(await store.listen.readCursor()).toEqual(first);
});

it("says after its patience that the database is held, which is no fault of the operator's files", async () => {
  await using store = openSqliteStore(place.path, { patienceMs: 200 });
  const other = intruder();
  await expect(store.listen.startAt(first)).rejects.toMatchObject({
    code: "store_unavailable",
    message: expect.stringContaining("is held by another program"),
  });
  other.letGo();
  await store.listen.startAt(first);
});

it("writes every commit through to the disk", () => {
  const log: Log = { debug: () => {}, info: () => {}, warn: () => {} };
  using connection = openConnection(place.path, { log });
  expect(connection.prepare("pragma synchronous").get()).toEqual({ synchronous: 2 });
});
