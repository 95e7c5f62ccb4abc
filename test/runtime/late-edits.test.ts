import DiffMatchPatch from "diff-match-patch";
import { expect, test } from "vitest";
import type { Agent } from "../../src/agent/agent.ts";
import type { ChainEvent } from "../../src/chain/event.ts";
import type { Post } from "../../src/chain/post.ts";
import type { JournalEntry } from "../../src/runtime/journal.ts";
import { type LateEdits, openLateEdits } from "../../src/runtime/late-edits.ts";
import { SkepError } from "../../src/shared/errors.ts";
import type { Store } from "../../src/store/store.ts";
import { accept } from "../store/contract/rows.ts";
import { createSqlitePlace } from "../store/sqlite-place.ts";
import { commentEvent } from "../support/comment-event.ts";

const library = new DiffMatchPatch();
const [before, after] = ["Hello to all of you", "Hello @sage to all of you"];
const patch = library.patch_toText(library.patch_make(before, after));
const edited = new Date("2026-01-01T00:01:00Z");
const agents = [{ maxAge: 3_600_000 }] as unknown as readonly Agent[];
const never = new AbortController().signal;

function edit(id: string, permlink = "p"): ChainEvent {
  return { ...commentEvent({ author: "alice", permlink, body: patch }), id, timestamp: edited };
}

/** A node that can be taken down, and a clock that can be moved. */
class Node {
  isDown = true;
  post: Partial<Post> | undefined = { body: after, updatedAt: edited };
  asked = 0;
  now = new Date("2026-01-01T00:02:00Z");
  readonly journal: JournalEntry[] = [];

  async findPost(): Promise<Post | undefined> {
    this.asked++;
    if (this.isDown) throw new SkepError("chain_unreachable", "no node answered");
    return this.post as Post | undefined;
  }

  open(store: Store, signal = never): Promise<LateEdits> {
    const rooms = {
      agents,
      store,
      reader: { findPost: () => this.findPost() } as unknown as Parameters<typeof openLateEdits>[0]["reader"],
      clock: { now: () => this.now },
      journal: (entry: JournalEntry) => void this.journal.push(entry),
    };
    return openLateEdits(rooms, signal, { troubleMs: 30, againMs: 10_000 });
  }
}

/** Takes events in as the listen loop does. */
async function take(edits: LateEdits, store: Store, events: readonly ChainEvent[]): Promise<readonly string[]> {
  const taken = await edits.take(events);
  if (!taken) throw new Error("stopped");
  const { events: whole, ...late } = taken;
  await accept(store, late);
  return whole.map(({ operation }) => (operation.type === "comment" ? operation.body : operation.type));
}

test("an edit that no node shows holds nothing up, and is taken in once one does", async () => {
  await using place = createSqlitePlace();
  await using store = place.open();
  const node = new Node();
  const edits = await node.open(store);
  expect(await take(edits, store, [edit("1:0"), commentEvent({ body: "whole" })])).toEqual(["whole"]);
  const asked = node.asked;
  expect(await take(edits, store, [edit("2:0", "q"), commentEvent({ body: "more" })])).toEqual(["more"]);
  expect(node.asked).toBeLessThanOrEqual(asked + 1); // known to be down: the second one is not waited for
  expect(await store.listen.readPutOff()).toMatchObject([{ id: "1:0" }, { id: "2:0" }]);

  node.isDown = false;
  node.now = new Date(node.now.getTime() + 10_000);
  expect(await take(edits, store, [commentEvent({ body: "news" })])).toEqual([after, after, "news"]);
  expect(await store.listen.readPutOff()).toEqual([]);
  expect(await take(edits, store, [edit("3:0")])).toEqual([after]);
});

test("what was put off is taken in by the next life", async () => {
  await using place = createSqlitePlace();
  const node = new Node();
  {
    await using store = place.open();
    await take(await node.open(store), store, [edit("1:0")]);
  }
  node.isDown = false;
  await using store = place.open();
  const edits = await node.open(store);
  expect(await take(edits, store, [])).toEqual([after]);
  expect(await store.listen.readPutOff()).toEqual([]);
});

test("an edit that the node does not have yet waits on; one that is too old keeps its patch", async () => {
  await using place = createSqlitePlace();
  await using store = place.open();
  const node = new Node();
  const edits = await node.open(store);
  await take(edits, store, [edit("1:0")]);
  const later = (milliseconds: number): void => void (node.now = new Date(node.now.getTime() + milliseconds));
  node.isDown = false;
  node.post = { body: before, updatedAt: new Date("2026-01-01T00:00:00Z") };
  later(10_000);
  expect(await take(edits, store, [])).toEqual([]);
  later(1_000);
  node.post = { body: after, updatedAt: edited };
  expect(await take(edits, store, [])).toEqual([]); // it is not asked for that often
  later(3_600_000);
  expect(await take(edits, store, [])).toEqual([patch]);
  expect(await store.listen.readPutOff()).toEqual([]);
});

test("an edit that the node does not have yet when its block is read is not taken in as the text before it", async () => {
  await using place = createSqlitePlace();
  await using store = place.open();
  const node = new Node();
  node.isDown = false;
  node.post = { body: before, updatedAt: new Date("2026-01-01T00:00:00Z") };
  expect(await take(await node.open(store), store, [edit("1:0")])).toEqual([]);
  expect(await store.listen.readPutOff()).toMatchObject([{ id: "1:0" }]);
});

test("a stop while an edit waits takes in nothing", async () => {
  await using place = createSqlitePlace();
  await using store = place.open();
  const stop = new AbortController();
  const edits = await new Node().open(store, stop.signal);
  const taking = edits.take([edit("1:0")]);
  stop.abort();
  await expect(taking).resolves.toBeUndefined();
});
