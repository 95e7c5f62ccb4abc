import { expect, it } from "vitest";
import { createMemory } from "../../src/memory/memory.ts";
import { embedAll } from "../../src/runtime/embed.ts";
import type { JournalEntry } from "../../src/runtime/journal.ts";
import type { Embedder } from "../../src/search/embedder.ts";
import { ngramVector } from "../../src/search/ngram-embedder.ts";
import { exchange, imported, soon } from "../store/contract/memories.ts";
import { at } from "../store/contract/rows.ts";
import { createSqlitePlace } from "../store/sqlite-place.ts";

const total = 50_000;
const perPerson = 50;

/** Stands for a model: other vectors of another length under another name. */
const other: Embedder = {
  identity: "another model",
  dimension: 768,
  embed: async (texts) =>
    texts.map((text) => {
      const vector = ngramVector(text);
      return Float32Array.from({ length: 768 }, (_, index) => vector[index >> 1] ?? 0);
    }),
};

it("changes the embedder of fifty thousand memories: none is lost, and recall goes on all the while", async () => {
  await using place = createSqlitePlace();
  await using store = place.open();
  for (let first = 0; first < total; first += 1_000) {
    const some = Array.from({ length: 1_000 }, (_, index) => first + index);
    await store.memory.add(
      some.map((number) => {
        const person = `p${Math.floor(number / perPerson)}`;
        return imported(exchange(`thing number ${number}`, { person, at: at(number / 60), expiresAt: at(1e7) }));
      }),
    );
  }
  const room = createMemory(store, other);
  const told: JournalEntry[] = [];
  const journal = (entry: JournalEntry) => void told.push(entry);
  const signal = new AbortController().signal;
  const over = new AbortController();
  const ended = embedAll({ store, embedder: other, journal }, signal).finally(() => over.abort());
  let asked = 0;
  for (; !over.signal.aborted; asked++) {
    const number = (asked * 7_919) % total;
    const about = { agent: "sage", person: `p${Math.floor(number / perPerson)}`, thread: "", limit: 1, now: soon };
    const { exchanges } = await room.recall({ ...about, question: `thing number ${number}` }, signal);
    expect(exchanges.map((each) => each.asked)).toEqual([`thing number ${number}`]);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await ended;
  console.log(`${asked} recalls while ${total} memories were embedded anew`);
  expect(asked).toBeGreaterThan(10);
  expect(await store.memory.countOutside({ identity: other.identity, dimension: other.dimension })).toBe(0);
  expect((await store.views.readOverview()).memories).toBe(total);
  expect(told.at(-1)).toEqual({ fact: "memories-embedded", done: total, total });
});
