import { describe, expect, it } from "vitest";
import { questionTerms, termsOf } from "../../../src/search/terms.ts";
import type { Store } from "../../../src/store/store.ts";
import { exchange, fact, imported, keepsake, settle, soon, space } from "./memories.ts";
import { freshStore, type CreatePlace } from "./place.ts";
import { at } from "./rows.ts";

/** What every implementation of the memory port promises. */
export function describeMemoryStore(create: CreatePlace): void {
  describe("the memory port", () => {
    const store = freshStore(create);
    const whole = async (found: Promise<readonly { id: number }[]>) =>
      store().memory.read((await found).map(({ id }) => id));
    const ofAlice = (now = soon, limit = 9) =>
      whole(store().memory.readPerson({ agent: "sage", person: "alice", now, limit, space }));
    const query = { agent: "sage", limit: 9, now: soon, space };
    const sharedWith = (text: string, agent = "sage", limit = 9) =>
      whole(store().memory.readShared({ ...query, terms: questionTerms(text), agent, limit }));
    const words = (text: string, changes: object = {}) =>
      whole(store().memory.shortlist({ ...query, terms: questionTerms(text), ...changes }));

    it("recalls the newest of one person, of one agent", async () => {
      await add(store(), [
        exchange("one", { at: at(21) }),
        exchange("three", { at: at(23) }),
        exchange("two", { at: at(22) }),
        exchange("bob", { person: "bob", at: at(24) }),
        exchange("curator", { agent: "curator", at: at(25) }),
      ]);
      expect((await ofAlice(soon, 2)).map(({ asked }) => asked)).toEqual(["three", "two"]);
      expect(
        await store().memory.readPerson({ agent: "sage", person: "stranger", now: soon, limit: 5, space }),
      ).toEqual([]);
    });

    it("keeps with a landed answer its receipt, and gives back what it is found by", async () => {
      await settle(store(), "a", keepsake([exchange("Where do bees live?"), fact("I keep bees.")]));
      const [told, asked] = await ofAlice();
      expect(asked).toMatchObject({ kind: "exchange", asked: "Where do bees live?", answered: "yes", uses: 0 });
      expect(told).toMatchObject({
        kind: "fact",
        fact: "I keep bees.",
        isShared: false,
      });
      const found = await store().memory.readPerson({ ...query, person: "alice" });
      expect(found).toMatchObject([{ id: told?.id, kind: "fact", terms: termsOf("I keep bees.") }, { id: asked?.id }]);
      expect(found[0]?.vector).toHaveLength(388);
    });

    it("keeps at most so many of one person, and lets those go that were of no use for the longest time", async () => {
      await settle(store(), "a", keepsake([exchange("one", { at: at(1) })]));
      await settle(store(), "b", keepsake([exchange("two", { at: at(2) })]));
      await settle(store(), "c", keepsake([exchange("bob's", { person: "bob", at: at(3) })]));
      const [first] = (await ofAlice()).toReversed();
      await settle(
        store(),
        "d",
        keepsake([exchange("three", { at: at(4) })], { used: [first?.id ?? 0], perAuthor: 2 }),
      );
      expect((await ofAlice()).map(({ asked, uses }) => [asked, uses])).toEqual([
        ["three", 0],
        ["one", 1],
      ]);
      expect(await words("two")).toEqual([]);
      expect((await store().views.readOverview()).memories).toBe(3);
    });

    it("moves on what was told again", async () => {
      await settle(store(), "a", keepsake([fact("I keep bees.")]));
      const [before] = await ofAlice();
      await settle(store(), "b", keepsake([], { repeated: [before?.id ?? 0], at: at(99), expiresAt: at(999) }));
      expect(await ofAlice(at(100))).toMatchObject([{ id: before?.id, at: at(99), expiresAt: at(999), uses: 0 }]);
    });

    it("does not recall what has expired, and removes it", async () => {
      await add(store(), [exchange("old", { expiresAt: at(50) }), exchange("new")]);
      expect((await ofAlice(at(50))).map(({ asked }) => asked)).toEqual(["new"]);
      expect((await words("old", { now: at(50) })).map(({ asked }) => asked)).toEqual([]);
      expect(await store().memory.expire(at(50), 9)).toBe(1);
      expect(await store().memory.expire(at(50), 9)).toBe(0);
      expect((await store().views.readOverview()).memories).toBe(1);
    });

    it("finds words of all people of an agent, those with the rarest first", async () => {
      await add(store(), [
        exchange("my dog barks at night"),
        exchange("my dog sleeps at night", { person: "bob" }),
        exchange("the cat sleeps at night"),
        exchange("my dog elsewhere", { agent: "curator" }),
      ]);
      expect((await words("which dog sleeps at night?")).map(({ asked }) => asked)).toContain("my dog sleeps at night");
      expect((await words("dog")).map(({ asked }) => asked).toSorted()).toEqual([
        "my dog barks at night",
        "my dog sleeps at night",
      ]);
      expect((await words("dog", { person: "bob" })).map(({ person }) => person)).toEqual(["bob"]);
      expect((await words("dog", { agent: undefined })).map(({ agent }) => agent)).toContain("curator");
    });

    it("finds a rare pair of words although each of them is everywhere", async () => {
      const filler = Array.from({ length: 900 }, (_, index) => fact(index % 2 ? `red ${index}` : `blue ${index}`));
      await add(store(), [fact("red blue"), ...filler]);
      expect((await words("red blue", { limit: 400 })).map((each) => each.fact)).toContain("red blue");
    });

    it("finds what one agent remembers among much of another's that fits as well", async () => {
      const others = Array.from({ length: 150 }, (_, index) => fact(`red blue ${index}`, { agent: "curator" }));
      await add(store(), [fact("red blue"), ...others, fact("green")]);
      expect((await words("red blue", { limit: 3 })).map((each) => each.fact)).toEqual(["red blue"]);
      const many = Array.from({ length: 150 }, (_, index) => fact(`red again ${index}`, { agent: "curator" }));
      await add(store(), many);
      expect((await words("red", { limit: 3 })).map((each) => each.fact)).toEqual(["red blue"]);
    });

    it("tells what is shared to whoever asks the agent, and nothing else", async () => {
      await add(store(), [fact("The meetup is in Porto."), fact("I live in Porto.")]);
      const [, meetup] = await ofAlice();
      const shared = () => sharedWith("Porto");
      expect(await shared()).toEqual([]);
      expect(await store().memory.share(meetup?.id ?? 0, true)).toBe(true);
      expect(await shared()).toMatchObject([{ fact: "The meetup is in Porto.", isShared: true }]);
      expect(await sharedWith("Porto", "curator")).toEqual([]);
      await store().memory.share(meetup?.id ?? 0, false);
      expect(await shared()).toEqual([]);
      await add(store(), [exchange("an exchange")]);
      const [newest] = await store().memory.list({ limit: 1 });
      expect(await store().memory.share(newest?.id ?? 0, true)).toBe(false);
    });

    it("finds what is shared by its words where there is much of it, and nothing that is not", async () => {
      const many = Array.from({ length: 30 }, (_, index) => fact(`shared thing number ${index}`));
      await add(store(), [...many, fact("a secret thing in Porto")]);
      for (let id = 1; id <= 30; id++) await store().memory.share(id, true);
      expect((await sharedWith("number 17 please", "sage", 5)).map((each) => each.fact)).toContain(
        "shared thing number 17",
      );
      expect(await sharedWith("Porto secret", "sage", 5)).toEqual([]);
    });

    it("lists by agent, person, kind and age, page by page", async () => {
      await add(store(), [fact("a", { at: at(1) }), exchange("b", { at: at(2), person: "bob" }), exchange("c")]);
      const listed = async (filter: object) => (await store().memory.list({ limit: 9, ...filter })).map(({ id }) => id);
      expect(await listed({})).toEqual([3, 2, 1]);
      expect(await listed({ person: "bob" })).toEqual([2]);
      expect(await listed({ kind: "fact" })).toEqual([1]);
      expect(await listed({ before: at(2) })).toEqual([1]);
      expect(await listed({ below: 3, limit: 1 })).toEqual([2]);
      expect(await store().memory.find(2)).toMatchObject({ asked: "b" });
      expect(await store().memory.find(9)).toBeUndefined();
    });

    it("adds what another database had, once", async () => {
      const receipt = { transactionId: "abc", block: 7 };
      const memories = [imported(fact("I keep bees."), { isShared: true, receipt }), imported(exchange("hello"))];
      expect(await store().memory.add(memories)).toBe(2);
      expect(await store().memory.add(memories)).toBe(0);
      expect(await sharedWith("bees")).toMatchObject([{ isShared: true, receipt }]);
    });

    it("gives vectors of one space only, and says what is outside of it", async () => {
      const other = { identity: "a model", dimension: 2 };
      const bytes = new Uint8Array(6).fill(1);
      await add(store(), [exchange("one"), exchange("two", { vector: undefined })]);
      expect(await store().memory.countOutside(space)).toBe(1);
      expect(await store().memory.countOutside(other)).toBe(2);
      const [some] = await store().memory.readOutside(other, 1);
      const index = { terms: termsOf("one"), vector: { space: other, bytes } };
      await store().memory.index([
        { id: some?.id ?? 0, ...index },
        { id: 99, ...index },
      ]);
      expect(await store().memory.countOutside(other)).toBe(1);
      const found = await store().memory.readPerson({
        agent: "sage",
        person: "alice",
        now: soon,
        limit: 9,
        space: other,
      });
      expect(found.map(({ vector }) => vector && [...vector]).filter(Boolean)).toEqual([[...bytes]]);
    });

    it("removes for good", async () => {
      await add(store(), [exchange("one"), exchange("two")]);
      expect(await store().memory.remove([1, 9])).toBe(1);
      expect((await ofAlice()).map(({ asked }) => asked)).toEqual(["two"]);
      expect(await words("one")).toEqual([]);
    });
  });
}

async function add(store: Store, memories: Parameters<typeof imported>[0][]): Promise<void> {
  await store.memory.add(memories.map((memory) => imported(memory)));
}
