import { readdirSync } from "node:fs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { embedSome } from "../../../src/memory/embed-memories.ts";
import { createMemory } from "../../../src/memory/memory.ts";
import { ngramEmbedder } from "../../../src/search/ngram-embedder.ts";
import { openDatabase } from "../../../src/store/sqlite/database.ts";
import { soon } from "../contract/memories.ts";
import { createSqlitePlace, type SqlitePlace } from "../sqlite-place.ts";

const folder = new URL("../../../src/store/sqlite/migrations/", import.meta.url);
const names = readdirSync(folder).toSorted();
const migrations = await Promise.all(
  names.map(async (name) => {
    const module = (await import(new URL(name, folder).href)) as Record<string, unknown>;
    return Object.values(module).filter((each): each is string => typeof each === "string")[0] ?? "";
  }),
);

let place: SqlitePlace;
beforeEach(() => {
  place = createSqlitePlace();
});
afterEach(() => place[Symbol.asyncDispose]());

// What a database of the first schema held: a job that was answered, and what was remembered of it.
const lived = `
  insert into cursor (number, id) values (7, 'block7');
  insert into inbox (agent, event_id, subject, trigger_kind, person, event, block, happened_at, not_before, state)
    values ('sage', 'a:0', 'alice/hello', 'mention', 'alice', '{}', 7, 1767225600000, 0, 'decided'),
           ('sage', 'b:0', 'bob/hello', 'mention', 'bob', '{}', 7, 1767225600000, 0, 'waiting');
  insert into decision values (1, '{"reason":"r"}', 'allow', '', '', 'sage.agent', 0, 1767225600000);
  insert into outbox (job_id, account, live, state, operations, hash, memory, not_before, receipt_id, receipt_block, ended_at, settled)
    values (1, 'sage.agent', 1, 'confirmed', '[{"type":"comment","author":"sage.agent","permlink":"re"}]', 'h', '', 0, 'tx', 9, 1767225600000, 1);
  insert into attempt values (1, 1, 'tx', 'sig', 0, '{}', 1);
  insert into ledger (outbox_id, agent, account, capability, person, subject, state, at)
    values (1, 'sage', 'sage.agent', 'reply', 'alice', 'alice/hello', 'spent', 1767225600000);
  insert into memory (outbox_id, agent, person, subject, thread, asked, answered, at)
    values (1, 'sage', 'alice', 'alice/hello', 'alice/root', 'what do bees eat?', 'honey', 1767225600000);
  insert into account (name, stopped_at) values ('mallory', 5);`;

it.each(migrations.map((_, index) => index + 1))(
  "a database that schema %i had made opens, and everything in it is found again",
  async (schema) => {
    const db = openDatabase(place.path);
    db.exec(migrations[0] ?? "");
    db.exec(lived);
    for (const migration of migrations.slice(1, schema)) db.exec(migration);
    db.pragma(`user_version = ${schema}`);
    db.close();

    await using store = place.open();
    const overview = await store.views.readOverview();
    expect(overview).toMatchObject({ cursor: { number: 7 }, jobs: { decided: 1, waiting: 1 }, memories: 1 });
    expect(overview.outbox.confirmed).toBe(1);
    expect((await store.work.readLedger("sage.agent", new Date(0))).spendings).toHaveLength(1);

    const receipt = { transactionId: "tx", block: 9 };
    const [memory] = await store.memory.list({ limit: 9 });
    expect(memory).toMatchObject({ kind: "exchange", asked: "what do bees eat?", answered: "honey", receipt });
    expect(memory?.expiresAt.getTime()).toBe(Date.UTC(2027, 0, 1));
    const signal = new AbortController().signal;
    const about = { agent: "sage", person: "alice", thread: "", question: "bees", limit: 5, now: soon };
    expect((await createMemory(store).recall(about, signal)).exchanges).toHaveLength(1);
    expect(await embedSome(store.memory, ngramEmbedder, signal)).toBe(1);
    const found = await createMemory(store).search({ text: "honey", limit: 5, now: soon }, signal);
    expect(found.map(({ id }) => id)).toEqual([memory?.id]);
  },
);
