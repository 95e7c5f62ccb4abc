import { afterEach, beforeEach, expect, it } from "vitest";
import { embedSome } from "../../src/memory/embed-memories.ts";
import { leavingText, reviveLeaving, type Leaving } from "../../src/memory/leaving.ts";
import { createMemory } from "../../src/memory/memory.ts";
import { readLine, writeLine } from "../../src/memory/portable.ts";
import type { Embedder } from "../../src/search/embedder.ts";
import { ngramVector } from "../../src/search/ngram-embedder.ts";
import { SkepError } from "../../src/shared/errors.ts";
import type { Store } from "../../src/store/store.ts";
import { exchange, fact, imported, settle, soon } from "../store/contract/memories.ts";
import { at } from "../store/contract/rows.ts";
import { createSqlitePlace, type SqlitePlace } from "../store/sqlite-place.ts";

let place: SqlitePlace;
let store: Store;
beforeEach(() => {
  place = createSqlitePlace();
  store = place.open();
});
afterEach(async () => {
  await store[Symbol.asyncDispose]();
  await place[Symbol.asyncDispose]();
});

const signal = new AbortController().signal;
const about = { agent: "sage", person: "alice", thread: "alice/root", question: "", limit: 2, now: soon };
const leaving: Leaving = {
  agent: "sage",
  person: "alice",
  subject: "alice/hello",
  thread: "alice/root",
  asked: "I keep bees. What is a skep?",
  answered: "A basket for bees.",
  fact: "I keep bees.",
  at: at(20),
  used: [],
  keep: 1_000_000_000,
  perAuthor: 200,
};

async function recalled(question: string, changes: object = {}, embedder?: Embedder) {
  const { exchanges, facts } = await createMemory(store, embedder).recall({ ...about, question, ...changes }, signal);
  return { exchanges: exchanges.map(({ asked }) => asked), facts: facts.map((each) => each.fact) };
}

it("brings back the last turns of the thread, then what fits, then the newest", async () => {
  const told = ["about bees and honey", "about trains", "about stamps", "about cheese"];
  await store.memory.add(
    told.map((asked, index) => imported(exchange(asked, { thread: `alice/${index}`, at: at(index) }))),
  );
  expect(await recalled("do bees sleep?", { thread: "alice/1", limit: 3 })).toEqual({
    exchanges: ["about trains", "about bees and honey", "about cheese"],
    facts: [],
  });
  expect(await recalled("", { limit: 0 })).toEqual({ exchanges: [], facts: [] });
});

it("never brings one person's words, nor another agent's, to anybody else", async () => {
  await store.memory.add([
    imported(exchange("bees", { person: "bob" })),
    imported(fact("I keep bees.", { person: "bob" })),
    imported(fact("I keep bees.", { agent: "curator" })),
  ]);
  expect(await recalled("bees")).toEqual({ exchanges: [], facts: [] });
});

it("brings back shared facts where they fit, to everybody", async () => {
  await store.memory.add([
    imported(fact("The meetup is in Porto.", { person: "bob" }), { isShared: true }),
    imported(fact("I keep bees.")),
  ]);
  expect(await recalled("Where is the meetup?")).toMatchObject({ facts: ["The meetup is in Porto.", "I keep bees."] });
  expect(await recalled("xyzzy")).toMatchObject({ facts: ["I keep bees."] });
});

it("gives the same for the same store and question", async () => {
  const told = Array.from({ length: 40 }, (_, index) => imported(exchange(`bees ${index % 7} honey ${index % 3}`)));
  await store.memory.add(told.map((each, index) => ({ ...each, at: at(index) })));
  const first = await recalled("honey 2 bees 5", { limit: 9 });
  for (let round = 0; round < 3; round++) expect(await recalled("honey 2 bees 5", { limit: 9 })).toEqual(first);
});

it("keeps the exchange and the fact, and counts a fact that is told again as one", async () => {
  const room = createMemory(store);
  await settle(store, "a", await room.keepsake(leaving));
  await settle(store, "b", await room.keepsake({ ...leaving, fact: "i keep BEES!", at: at(50), used: [1] }));
  await settle(store, "c", await room.keepsake({ ...leaving, fact: "My dog is called Rex.", person: "bob" }));
  const memories = (await store.memory.list({ limit: 9 })).toReversed();
  expect(memories.map((each) => [each.kind, each.person, each.fact, each.uses])).toEqual([
    ["exchange", "alice", "", 1],
    ["fact", "alice", "I keep bees.", 0],
    ["exchange", "alice", "", 0],
    ["exchange", "bob", "", 0],
    ["fact", "bob", "My dog is called Rex.", 0],
  ]);
  expect(memories[1]?.at).toEqual(at(50));
});

it("carries what an answer leaves in an outbox row, bounded, and reads rows of before there were facts", () => {
  expect(reviveLeaving(leavingText(leaving))).toEqual(leaving);
  expect(reviveLeaving(leavingText({ ...leaving, asked: "🐝".repeat(400) }))?.asked).toBe("🐝".repeat(250));
  expect(reviveLeaving("")).toBeUndefined();
  const { fact: _, used: __, keep: ___, perAuthor: ____, ...old } = leaving;
  expect(reviveLeaving(JSON.stringify(old))).toMatchObject({ fact: "", used: [], perAuthor: 200 });
});

it("goes on by words alone while the embedder cannot be had", async () => {
  await store.memory.add([imported(exchange("about bees")), imported(exchange("about trains", { at: at(30) }))]);
  const gone = new SkepError("model_unavailable", "the engine is gone");
  const broken: Embedder = { identity: "m", dimension: 3, embed: () => Promise.reject(gone) };
  expect(await recalled("bees", { thread: "", limit: 1 }, broken)).toMatchObject({ exchanges: ["about bees"] });
});

it("loses nothing and stays able to recall while the vectors change to another model's", async () => {
  const count = 300;
  const told = Array.from({ length: count }, (_, index) =>
    imported(exchange(`thing number ${index}`, { at: at(index) })),
  );
  await store.memory.add(told);
  const other: Embedder = {
    identity: "another",
    dimension: 384,
    embed: async (texts) => texts.map((text) => ngramVector(`other ${text}`)),
  };
  const space = { identity: "another", dimension: 384 };
  expect(await store.memory.countOutside(space)).toBe(count);
  for (let left = count; left > 0; left = await store.memory.countOutside(space)) {
    expect(await recalled("thing number 17", { thread: "", limit: 1 }, other)).toMatchObject({
      exchanges: ["thing number 17"],
    });
    expect(await embedSome(store.memory, other, signal)).toBeGreaterThan(0);
  }
  expect(await embedSome(store.memory, other, signal)).toBe(0);
  expect((await store.views.readOverview()).memories).toBe(count);
  const [found] = await store.memory.readPerson({ ...about, space });
  expect(found?.vector).toHaveLength(388);
});

it("carries memories over to another database as lines", async () => {
  const receipt = { transactionId: "a".repeat(40), block: 7 };
  await store.memory.add([imported(fact("我养了一只猫"), { isShared: true, receipt }), imported(exchange("“hi”\n🐝"))]);
  const before = await store.memory.list({ limit: 9 });
  const lines = before.map(writeLine);
  await store.memory.remove(before.map(({ id }) => id));
  expect(await store.memory.add(lines.map((line, index) => readLine(line, index + 1)))).toBe(2);
  const after = await store.memory.list({ limit: 9 });
  expect(after.map(writeLine).toSorted()).toEqual(lines.toSorted());
  expect(await recalled("猫")).toMatchObject({ facts: ["我养了一只猫"] });
});

it("says which line is no memory", () => {
  expect(() => readLine("{}", 3)).toThrow(/^line 3 is no memory: /);
  expect(() => readLine("not json", 1)).toThrow(SkepError);
});
