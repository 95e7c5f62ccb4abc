import Sqlite from "better-sqlite3";
import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemory } from "../../src/memory/memory.ts";
import { ngramVector } from "../../src/search/ngram-embedder.ts";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import type { Store } from "../../src/store/store.ts";
import { madeMemories, madeQuestions, personOf } from "./made-memories.ts";

/** What one way of looking took, in milliseconds. */
export interface Timing {
  readonly what: string;
  readonly median: number;
  readonly p99: number;
  /** Processor time of one, in the mean: other programs do not change it. */
  readonly processor: number;
  readonly rounds: number;
}

/** What a database of so many memories can do. */
export interface Speed {
  readonly memories: number;
  readonly insertedPerSecond: number;
  readonly bytesPerMemory: number;
  readonly timings: readonly Timing[];
}

const now = new Date(Date.UTC(2026, 1, 1));
const signal = new AbortController().signal;
const batch = 1_000;

/** Fills a database and asks it. `rounds`: how often each way is taken. */
export async function measureSpeed(count: number, rounds: number): Promise<Speed> {
  const folder = mkdtempSync(join(tmpdir(), "skep-memory-bench-"));
  try {
    const path = join(folder, "skep.db");
    await using store = openSqliteStore(path);
    const { perSecond, texts } = await fill(store, count);
    await store.forget.emptyLog();
    const bytes = sizeOf(path) / count;
    const memory = createMemory(store);
    const rare = madeQuestions(rounds, texts, false);
    const common = madeQuestions(rounds, texts, true);
    const people = Math.ceil(count / 200);
    const ofOne = (question: string, round: number) =>
      memory.recall(
        { agent: "sage", person: personOf((round * 7_919) % people), thread: "", question, limit: 5, now },
        signal,
      );
    const ofAll = (text: string) => memory.search({ text, agent: "sage", limit: 5, now }, signal);
    const timings = [
      await time("recall of one person, and what is shared", rare, ofOne),
      await time("recall of one person, only very common words", common, ofOne),
      await time("hybrid over all", rare, ofAll),
      await time("hybrid over all, only very common words", common, ofAll),
      ...(await peers(store, path, count, rare.slice(0, Math.max(10, rounds / 20)))),
    ];
    return { memories: count, insertedPerSecond: perSecond, bytesPerMemory: bytes, timings };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(store: Store, count: number): Promise<{ perSecond: number; texts: string[] }> {
  const texts: string[] = [];
  let spent = 0;
  let some = [];
  for (const memory of madeMemories(count)) {
    some.push(memory);
    if (texts.length < 2_000) texts.push(`${memory.asked} ${memory.fact}`.trim());
    if (some.length < batch) continue;
    const begin = performance.now();
    await store.memory.add(some);
    spent += performance.now() - begin;
    some = [];
  }
  return { perSecond: count / (spent / 1_000), texts };
}

async function time(
  what: string,
  questions: readonly string[],
  ask: (question: string, round: number) => unknown,
): Promise<Timing> {
  const taken: number[] = [];
  for (const [round, question] of questions.slice(0, 20).entries()) await ask(question, round); // warms up
  const before = process.cpuUsage();
  for (const [round, question] of questions.entries()) {
    const begin = performance.now();
    await ask(question, round);
    taken.push(performance.now() - begin);
  }
  const { user, system } = process.cpuUsage(before);
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
  const processor = (user + system) / 1_000 / sorted.length;
  return { what, median: at(0.5), p99: at(0.99), processor, rounds: sorted.length };
}

/** The same vectors as floats, looked through whole: by sqlite-vec in C, and by plain JavaScript over rows. */
async function peers(store: Store, path: string, count: number, questions: readonly string[]): Promise<Timing[]> {
  await store.forget.emptyLog();
  const db = new Sqlite(`${path}-peers`);
  createRequire(join(process.cwd(), "bench/memory/package.json"))("sqlite-vec").load(db);
  db.pragma("journal_mode = off");
  db.exec("create virtual table peer using vec0 (vector float[384] distance_metric = cosine)");
  db.exec("create table plain (id integer primary key, vector blob)");
  const insert = db.prepare("insert into peer (rowid, vector) values (?, ?)");
  const keep = db.prepare("insert into plain (id, vector) values (?, ?)");
  db.transaction(() => {
    let id = 0n;
    for (const { asked, answered, fact } of madeMemories(count)) {
      const vector = bytesOf(ngramVector([asked, answered, fact].filter(Boolean).join("\n")));
      id += 1n;
      insert.run(id, vector);
      keep.run(id, vector);
    }
  })();
  const nearest = db.prepare("select rowid from peer where vector match ? and k = 5 order by distance");
  const rows = db.prepare<[], { id: number; vector: Buffer }>("select id, vector from plain");
  const timings = [
    await time("sqlite-vec 0.1.9, brute force (vectors alone)", questions, (text) =>
      nearest.all(bytesOf(ngramVector(text))),
    ),
    await time("plain full scan in JavaScript (vectors alone)", questions.slice(0, 10), (text) =>
      scan(rows.iterate(), ngramVector(text)),
    ),
  ];
  db.close();
  return timings;
}

function scan(rows: Iterable<{ id: number; vector: Buffer }>, wanted: Float32Array): readonly number[] {
  let best: { id: number; score: number }[] = [];
  for (const { id, vector } of rows) {
    const numbers = new Float32Array(vector.buffer, vector.byteOffset, wanted.length);
    let score = 0;
    for (let place = 0; place < numbers.length; place++) score += (numbers[place] ?? 0) * (wanted[place] ?? 0);
    if (best.length < 5 || score > (best.at(-1)?.score ?? 0)) {
      best = [...best, { id, score }].toSorted((a, b) => b.score - a.score).slice(0, 5);
    }
  }
  return best.map(({ id }) => id);
}

function bytesOf(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}

function sizeOf(path: string): number {
  const db = new Sqlite(path, { readonly: true });
  const pages =
    Number(db.pragma("page_count", { simple: true })) - Number(db.pragma("freelist_count", { simple: true }));
  const size = pages * Number(db.pragma("page_size", { simple: true }));
  db.close();
  return size;
}
