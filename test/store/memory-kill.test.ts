import { afterAll, beforeAll, expect, it } from "vitest";
import { termWord } from "../../src/search/terms.ts";
import { openDatabase } from "../../src/store/sqlite/database.ts";
import { termsIn } from "../../src/store/sqlite/memory-row.ts";
import { agentTerm } from "../../src/store/sqlite/memory-table.ts";
import { startChild } from "./child.ts";
import { compileStore, type CompiledStore } from "./compile-store.ts";
import { createSqlitePlace } from "./sqlite-place.ts";

// Adds, shares, embeds anew, removes and forgets, again and again, and tells each round once it is durable.
const script = `
  const [open, terms, path] = process.argv.slice(1);
  const { openSqliteStore } = await import(open);
  const { termsOf } = await import(terms);
  const store = openSqliteStore(path);
  const day = 86_400_000;
  const make = (text, person) => ({ kind: "fact", agent: "sage", person, subject: person + "/x", thread: person + "/x", asked: "",
    answered: "", fact: text, at: new Date(day), expiresAt: new Date(900 * day), isShared: false, receipt: undefined, terms: termsOf(text) });
  for (let round = Date.now(); ; round++) {
    await store.memory.add(Array.from({ length: 20 }, (_, i) => make("fact " + round + " number " + i, i % 2 ? "alice" : "bob")));
    const some = await store.memory.list({ limit: 20 });
    await store.memory.share(some[0].id, true);
    const vector = { space: { identity: "space" + (round % 3), dimension: 4 }, bytes: new Uint8Array(8).fill(1) };
    await store.memory.index(some.map(({ id, fact }) => ({ id, terms: termsOf(fact), vector })));
    await store.memory.remove(some.slice(0, 7).map(({ id }) => id));
    await store.forget.forget("bob", 5);
    await store.forget.mergeIndex();
    process.stdout.write(round + "\\n");
  }`;

let compiled: CompiledStore;
beforeAll(() => {
  compiled = compileStore();
});
afterAll(() => compiled[Symbol.dispose]());

it("keeps rows, words and vectors of memories at one, wherever the process is killed", async () => {
  await using place = createSqlitePlace();
  for (let round = 1; round <= 4; round++) {
    const child = startChild(script, compiled.url("store/sqlite/open.js"), compiled.url("search/terms.js"), place.path);
    let lines = 0;
    await child.line(() => (lines += 1) > round * 2);
    await child.kill();
    expect(rowsOfWhole(place.path)).toBeGreaterThan(0);
  }
});

/** Checks everything and answers how many memories there are. */
function rowsOfWhole(path: string): number {
  const db = openDatabase(path);
  expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
  db.exec("insert into memory_terms (memory_terms) values ('integrity-check')");
  const rows = db
    .prepare<[], { id: number; terms: Buffer; vector: Buffer | null; space: number }>(
      "select id, terms, vector, space_id as space from memory",
    )
    .all();
  const match = db.prepare<[string], number>("select rowid from memory_terms where memory_terms match ?").pluck();
  // Every row has its words and no word is without its row.
  expect(match.all(`"${termWord(agentTerm("sage"))}"`)).toEqual(rows.map(({ id }) => id));
  for (const { id, terms, vector, space } of rows) {
    for (const term of termsIn(terms)) expect(match.all(`"${termWord(term)}"`)).toContain(id);
    expect(vector === null).toBe(space === 0);
  }
  db.close();
  return rows.length;
}
