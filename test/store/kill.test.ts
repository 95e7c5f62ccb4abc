import type { Database } from "better-sqlite3";
import { openDatabase } from "../../src/store/sqlite/database.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startChild } from "./child.ts";
import { compileStore, type CompiledStore } from "./compile-store.ts";
import { createSqlitePlace } from "./sqlite-place.ts";

// Takes in block after block of three jobs each, and tells each cursor once it is durable.
const script = `
  const [url, path] = process.argv.slice(1);
  const { openSqliteStore } = await import(url);
  const store = openSqliteStore(path);
  const now = new Date(0);
  if ((await store.listen.readCursor()) === undefined) await store.listen.startAt({ number: 0, id: "0" });
  for (;;) {
    const after = await store.listen.readCursor();
    const number = after.number + 1;
    const jobs = ["a", "b", "c"].map((agent) => ({ agent, eventId: String(number), subject: String(number), trigger: "mention",
      person: "alice", event: "x".repeat(5000), block: number, happenedAt: now, notBefore: now }));
    await store.listen.accept({ after, last: { number, id: String(number) }, at: now, jobs, landed: [], expiredBefore: now });
    process.stdout.write(number + "\\n");
  }`;

let compiled: CompiledStore;
beforeAll(() => {
  compiled = compileStore();
});
afterAll(() => compiled[Symbol.dispose]());

it("loses nothing that was told as durable, and keeps no half of a block, when it is killed in the middle", async () => {
  await using place = createSqlitePlace();
  let seen = 0;
  for (let round = 1; round <= 5; round++) {
    const child = startChild(script, compiled.url("store/sqlite/open.js"), place.path);
    await child.line((line) => Number(line) > seen + round * 7);
    const told = Number(await child.kill());

    await using store = place.open();
    const { cursor, jobs } = await store.views.readOverview();
    seen = cursor?.number ?? 0;
    expect(seen).toBeGreaterThanOrEqual(told);
    expect(jobs.waiting).toBe(3 * seen);
  }
  using db = disposable(openDatabase(place.path));
  expect(db.sqlite.pragma("integrity_check", { simple: true })).toBe("ok");
});

function disposable(sqlite: Database): Disposable & { readonly sqlite: Database } {
  return {
    sqlite,
    [Symbol.dispose]: () => {
      sqlite.close();
    },
  };
}
