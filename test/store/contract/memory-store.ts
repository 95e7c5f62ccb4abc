import { describe, expect, it } from "vitest";
import type { Store } from "../../../src/store/store.ts";
import { freshStore, type CreatePlace } from "./place.ts";
import { at, plan, transaction } from "./rows.ts";

/** What every implementation of the memory port promises. */
export function describeMemoryStore(create: CreatePlace): void {
  describe("the memory port", () => {
    const store = freshStore(create);

    it("recalls the newest exchanges with one person, of one agent", async () => {
      await remember(store(), "one", { at: at(21) });
      await remember(store(), "three", { at: at(23) });
      await remember(store(), "two", { at: at(22) });
      await remember(store(), "bob", { person: "bob", at: at(24) });
      await remember(store(), "curator", { agent: "curator", at: at(25) });
      const memories = await store().memory.readMemories("sage", "alice", 2);
      expect(memories.map(({ asked }) => asked)).toEqual(["three", "two"]);
      expect(memories[0]).toMatchObject({ at: at(23), thread: "alice/root", subject: "alice/three" });
    });

    it("recalls nothing of a stranger", async () => {
      expect(await store().memory.readMemories("sage", "stranger", 5)).toEqual([]);
    });
  });
}

async function remember(store: Store, asked: string, changes: { agent?: string; person?: string; at: Date }) {
  const id = await plan(store, asked, { live: false });
  await store.send.markSigned(id, transaction(asked));
  await store.send.markRecorded(id, `id-${asked}`, changes.at);
  const exchange = { subject: `alice/${asked}`, thread: "alice/root", asked, answered: "yes" };
  await store.send.settle(id, { agent: "sage", person: "alice", ...exchange, ...changes });
}
