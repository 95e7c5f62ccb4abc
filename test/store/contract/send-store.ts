import { describe, expect, it } from "vitest";
import { exchange, fact, keepsake } from "./memories.ts";
import { freshStore, type CreatePlace } from "./place.ts";
import { accept, at, plan, transaction } from "./rows.ts";

/** What every implementation of the send port promises. */
export function describeSendStore(create: CreatePlace): void {
  describe("the send port", () => {
    const store = freshStore(create);
    const dueIds = async (seconds: number) => (await store().send.readDue(at(seconds))).map(({ id }) => id);
    const spent = async () => (await store().work.readLedger("sage.agent", at(0))).spendings.length;
    const only = async () => (await store().views.readOutbox({ limit: 1 }))[0];

    it("gives the oldest planned row of each account, dry-run rows like others, drafts never", async () => {
      await plan(store(), "draft", { state: "draft" });
      const oldest = await plan(store(), "b");
      await plan(store(), "c");
      const other = await plan(store(), "d", { live: false }, "other.agent");
      expect(await dueIds(20)).toEqual([oldest, other]);
    });

    it("gives nothing else of an account while a transaction of it is signed and no node has it", async () => {
      const one = await plan(store(), "a");
      const two = await plan(store(), "b");
      expect(await store().send.defer(one, "resource credits", at(30))).toBe(true);
      expect(await dueIds(29)).toEqual([two]);
      await store().send.markSigned(two, transaction("two"));
      expect(await dueIds(31)).toEqual([two]);
      await store().send.markSent(two, "id-two", at(99));
      expect(await dueIds(31)).toEqual([one]);
    });

    it("keeps the signed bytes", async () => {
      const id = await plan(store(), "a");
      expect(await store().send.markSigned(id, transaction("one"))).toBe(true);
      expect(await only()).toMatchObject({ state: "signed", attempts: 1, transaction: transaction("one") });
      expect(await store().send.markSigned(id, transaction("two"))).toBe(false);
      expect((await only())?.transaction).toEqual(transaction("one"));
    });

    it("leaves a row alone that was signed anew meanwhile", async () => {
      const id = await plan(store(), "a");
      await store().send.markSigned(id, transaction("one"));
      await accept(store(), { expiredBefore: at(80) });
      await store().send.markSigned(id, transaction("two", { expiresAt: at(150) }));
      expect(await store().send.markSent(id, "id-one", at(99))).toBe(false);
      expect(await store().send.markRecorded(id, "id-one", at(81))).toBe(false);
      expect(await only()).toMatchObject({ state: "signed", attempts: 2, transaction: { id: "id-two" } });
      expect(await store().send.markSent(id, "id-two", at(99))).toBe(true);
    });

    it("ends a dry run as recorded, with its reservations kept", async () => {
      const id = await plan(store(), "a", { live: false });
      await store().send.markSigned(id, transaction("one"));
      expect(await store().send.markRecorded(id, "id-one", at(21))).toBe(true);
      expect(await only()).toMatchObject({ state: "recorded", receipt: undefined });
      expect(await spent()).toBe(1);
      await accept(store(), { expiredBefore: at(500) });
      expect(await dueIds(501)).toEqual([]);
    });

    it.each(["planned", "signed"])("releases the reservations of a %s row that the chain refused", async (state) => {
      const id = await plan(store(), "a");
      if (state === "signed") await store().send.markSigned(id, transaction("one"));
      expect(await store().send.markFailed(id, "missing authority", at(22))).toBe(1);
      expect(await store().send.markFailed(id, "again", at(22))).toBe(0);
      expect(await only()).toMatchObject({ state: "failed", because: "missing authority" });
      expect(await spent()).toBe(0);
    });

    it("releases the reservations of what is not worth sending any more", async () => {
      const id = await plan(store(), "a", { state: "draft" });
      expect(await store().send.markLapsed(id, "parent gone")).toBe(true);
      expect(await only()).toMatchObject({ state: "lapsed", because: "parent gone" });
      expect(await spent()).toBe(0);
    });

    it("defers and refuses nothing that a node has taken", async () => {
      const id = await plan(store(), "a");
      await store().send.markSigned(id, transaction("one"));
      await store().send.markSent(id, "id-one", at(99));
      expect(await store().send.defer(id, "", at(0))).toBe(false);
      expect(await store().send.markFailed(id, "", at(22))).toBe(0);
      expect(await store().send.markLapsed(id, "")).toBe(false);
      expect(await only()).toMatchObject({ state: "sent" });
      expect(await spent()).toBe(1);
    });

    it("defers a signed row with its bytes: the same ones are due later, and nothing else of that account before", async () => {
      const id = await plan(store(), "a");
      await plan(store(), "b");
      await store().send.markSigned(id, transaction("one"));
      expect(await store().send.defer(id, "reply interval", at(24))).toBe(true);
      expect(await dueIds(23)).toEqual([]);
      expect(await store().send.readDue(at(24))).toMatchObject([
        {
          id,
          state: "signed",
          because: "reply interval",
          notBefore: at(24),
          transaction: { id: "id-one" },
          attempts: 1,
        },
      ]);
    });

    it("gives what a node has taken again when its time has come, with the same bytes, until a block has it", async () => {
      const id = await plan(store(), "a");
      await store().send.markSigned(id, transaction("one"));
      await store().send.markSent(id, "id-one", at(26));
      expect(await dueIds(25)).toEqual([]);
      expect(await store().send.readDue(at(26))).toMatchObject([
        { id, state: "sent", transaction: transaction("one") },
      ]);
      await store().send.markSent(id, "id-one", at(32));
      expect(await dueIds(31)).toEqual([]);
      await accept(store(), { landed: [{ outboxId: id, transactionId: "id-one", block: 103, at: at(27) }] });
      expect(await dueIds(32)).toEqual([]);
    });

    it("signs nothing anew because of a late word about what had been sent", async () => {
      const id = await plan(store(), "a");
      await store().send.markSigned(id, transaction("one"));
      await store().send.markSent(id, "id-one", at(600));
      await accept(store(), { expiredBefore: at(80) });
      expect(await dueIds(81)).toEqual([id]); // its next try of then is forgotten
      expect(await store().send.markSent(id, "id-one", at(600))).toBe(false);
    });

    it("counts an agent's refusals in a row, since something of it was confirmed or it was resumed", async () => {
      const refuse = async (name: string, seconds: number) => {
        const id = await plan(store(), name);
        return store().send.markFailed(id, "no", at(seconds));
      };
      expect(await refuse("a", 21)).toBe(1);
      const dry = await plan(store(), "b", { live: false });
      expect(await store().send.markFailed(dry, "no", at(22))).toBe(1); // a dry run's own are not counted
      expect(await refuse("c", 23)).toBe(2);
      const landing = await plan(store(), "d");
      await store().send.markSigned(landing, transaction("d"));
      await accept(store(), { landed: [{ outboxId: landing, transactionId: "id-d", block: 103, at: at(24) }] });
      expect(await refuse("e", 25)).toBe(1);
      await store().switches.pause("sage", "refused", at(26));
      await store().switches.resume("sage", at(27));
      expect(await refuse("f", 28)).toBe(1);
    });

    it("knows when an account last said something and where that stands, over all its agents, dry runs apart", async () => {
      const reply = '[{"type":"comment","author":"sage.agent","permlink":"r","parentAuthor":"alice"}]';
      const root = '[{"type":"comment","author":"sage.agent","permlink":"p","parentAuthor":""}]';
      const vote = '[{"type":"vote","author":"alice","permlink":"a"}]';
      expect(await store().send.readLastSaid("sage.agent")).toEqual({ root: undefined, any: undefined });
      const first = await plan(store(), "a", { operations: root });
      await store().send.markSigned(first, transaction("a", { expiresAt: at(70) }));
      await accept(store(), { landed: [{ outboxId: first, transactionId: "id-a", block: 103, at: at(12) }] });
      const second = await plan(store(), "b", { operations: reply });
      await store().send.markSigned(second, transaction("b", { expiresAt: at(75) }));
      for (const [name, row] of [
        ["c", { operations: vote }],
        ["d", { operations: root, live: false }],
      ] as const) {
        await store().send.markSent(second, "id-b", at(99));
        await store().send.markSigned(await plan(store(), name, row), transaction(name, { expiresAt: at(99) }));
      }
      expect(await store().send.readLastSaid("sage.agent")).toEqual({
        root: { at: at(12), isConfirmed: true },
        any: { at: at(75), isConfirmed: false },
      });
    });

    it("knows the newest by when it was said: a draft that was approved late counts from then", async () => {
      const root = '[{"type":"comment","author":"sage.agent","permlink":"p","parentAuthor":""}]';
      const [late, early] = [
        await plan(store(), "a", { operations: root }),
        await plan(store(), "b", { operations: root }),
      ];
      for (const [id, name, seconds] of [
        [early, "b", 12],
        [late, "a", 500],
      ] as const) {
        await store().send.markSigned(id, transaction(name, { expiresAt: at(seconds + 60) }));
        await accept(store(), { landed: [{ outboxId: id, transactionId: `id-${name}`, block: 103, at: at(seconds) }] });
      }
      const said = { at: at(500), isConfirmed: true };
      expect(await store().send.readLastSaid("sage.agent")).toEqual({ root: said, any: said });
    });

    it("settles what ended well once, and writes what it leaves once, with its receipt", async () => {
      const id = await plan(store(), "a");
      const left = keepsake([exchange("hello"), fact("I keep bees.")]);
      expect(await store().send.settle(id, left)).toBe(false);
      await store().send.markSigned(id, transaction("one"));
      await accept(store(), { landed: [{ outboxId: id, transactionId: "id-one", block: 103, at: at(21) }] });
      expect(await store().send.readUnsettled()).toMatchObject([{ id, memory: '{"asked":"?"}' }]);

      expect(await store().send.settle(id, left)).toBe(true);
      expect(await store().send.settle(id, keepsake([exchange("something else")]))).toBe(false);
      expect(await store().send.readUnsettled()).toEqual([]);
      const receipt = { transactionId: "id-one", block: 103 };
      expect(await store().memory.list({ limit: 9 })).toMatchObject([
        { id: 2, fact: "I keep bees.", receipt },
        { id: 1, asked: "hello", receipt },
      ]);
    });

    it("settles what has nothing to remember", async () => {
      const id = await plan(store(), "a", { live: false, memory: "" });
      await store().send.markSigned(id, transaction("one"));
      await store().send.markRecorded(id, "id-one", at(21));
      expect(await store().send.settle(id, undefined)).toBe(true);
      expect((await store().views.readOverview()).memories).toBe(0);
    });
  });
}
