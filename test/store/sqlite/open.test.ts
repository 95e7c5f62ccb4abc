import type { Database } from "better-sqlite3";
import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "../../../src/store/sqlite/database.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSqliteStore } from "../../../src/store/sqlite/open.ts";
import { accept, claim, first, newJob, turn } from "../contract/rows.ts";
import { createSqlitePlace, type SqlitePlace } from "../sqlite-place.ts";

let place: SqlitePlace;
beforeEach(() => {
  place = createSqlitePlace();
});
afterEach(() => place[Symbol.asyncDispose]());

/** Opens the file behind the store's back. */
function peek<T>(look: (db: Database) => T): T {
  const db = openDatabase(place.path);
  try {
    return look(db);
  } finally {
    db.close();
  }
}

async function fill(jobs: number): Promise<void> {
  await using store = place.open();
  await accept(store, { jobs: Array.from({ length: jobs }, (_, index) => newJob(`job-${index}`)) });
}

describe("opening", () => {
  it("makes the file, and the folder above it", async () => {
    await using store = openSqliteStore(join(place.path, "..", "new", "deep", "skep.db"));
    expect(await store.listen.readCursor()).toBeUndefined();
  });

  it("finds again what was kept", async () => {
    await fill(3);
    await using store = place.open();
    expect(await store.views.readJobs({ limit: 9 })).toHaveLength(3);
  });

  it("sets the file up for write-ahead logging and incremental vacuum, with strict tables only", async () => {
    await fill(1);
    expect(peek((db) => db.pragma("journal_mode", { simple: true }))).toBe("wal");
    expect(peek((db) => db.pragma("auto_vacuum", { simple: true }))).toBe(2);
    expect(peek((db) => db.pragma("user_version", { simple: true }))).toBeGreaterThan(3);
    const loose =
      "select name from pragma_table_list where schema = 'main' and strict = 0 and type = 'table' and name not like 'sqlite_%'";
    expect(peek((db) => db.prepare(loose).all())).toEqual([]);
  });

  it("keeps prompts compressed", async () => {
    await using store = place.open();
    await accept(store, { jobs: [newJob("hello")] });
    await store.work.recordTurn(await claim(store), turn("decide", { prompt: "the same words ".repeat(1000) }));
    expect(peek((db) => db.prepare("select length(prompt) from turn").pluck().get())).toBeLessThan(300);
  });

  it("refuses a database of a newer schema and leaves it as it is", async () => {
    await fill(1);
    peek((db) => db.pragma("user_version = 7000"));
    const before = readFileSync(place.path);
    for (const readonly of [false, true]) {
      expect(() => openSqliteStore(place.path, { readonly })).toThrow(
        expect.objectContaining({
          code: "config_invalid",
          message: expect.stringMatching(
            /skep\.db was made by a newer Skep \(schema 7000, this one knows \d+\): update Skep or use another --data-dir$/,
          ),
        }),
      );
    }
    expect(readFileSync(place.path).equals(before)).toBe(true);
  });

  it("says that a file which is no database is damaged, and what to do", () => {
    writeFileSync(place.path, "these are not the bytes you are looking for ".repeat(100));
    expect(() => place.open()).toThrow(
      expect.objectContaining({ code: "store_corrupt", message: expect.stringContaining("put a backup in its place") }),
    );
  });

  it("says that a file which was cut short is damaged", async () => {
    await fill(200);
    truncateSync(place.path, 8192);
    expect(() => place.open()).toThrow(expect.objectContaining({ code: "store_corrupt" }));
  });

  it("says so when damage shows up later, in the middle of a call", async () => {
    await fill(2000);
    const bytes = readFileSync(place.path);
    bytes.fill(0xff, 80 * 4096); // past the schema: opening still works
    writeFileSync(place.path, bytes);
    await using store = place.open();
    await expect(store.views.readJobs({ limit: 9999 })).rejects.toMatchObject({ code: "store_corrupt" });
  });

  it("says where it may not write", () => {
    writeFileSync(place.path, "");
    expect(() => openSqliteStore(join(place.path, "skep.db"))).toThrow(
      expect.objectContaining({ code: "config_invalid", message: expect.stringContaining(place.path) }),
    );
  });
});

describe("opening to look only", () => {
  it("never makes a file", () => {
    expect(() => openSqliteStore(place.path, { readonly: true })).toThrow(
      expect.objectContaining({ code: "config_invalid" }),
    );
  });

  it("sees what another writes meanwhile, and cannot write itself", async () => {
    await using writer = place.open();
    await using reader = openSqliteStore(place.path, { readonly: true });
    await writer.listen.startAt(first);
    expect(await reader.listen.readCursor()).toEqual(first);
    await expect(reader.views.approve(1, "")).rejects.toMatchObject({ code: "store_unavailable" });
  });

  it("asks for a run when the database is of an older schema", () => {
    peek((db) => db.exec("create table early (x integer) strict"));
    expect(() => openSqliteStore(place.path, { readonly: true })).toThrow("run `skep run` once");
  });
});
