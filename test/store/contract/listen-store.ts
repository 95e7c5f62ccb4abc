import { describe, expect, it } from "vitest";
import { freshStore, type CreatePlace } from "./place.ts";
import { accept, arrival, at, first, newJob, plan, transaction } from "./rows.ts";

/** What every implementation of the listen port promises. */
export function describeListenStore(create: CreatePlace): void {
  describe("the listen port", () => {
    const store = freshStore(create);

    it("has no cursor before it is started, and is started once", async () => {
      const { listen } = store();
      expect(await listen.readCursor()).toBeUndefined();
      await listen.startAt(first);
      await expect(listen.startAt({ number: 7, id: "seven" })).rejects.toMatchObject({ code: "store_corrupt" });
      expect(await listen.readCursor()).toEqual(first);
    });

    it("takes in nothing before it is started", async () => {
      const { listen, views } = store();
      await expect(listen.accept(arrival(first, { jobs: [newJob("a")] }))).rejects.toMatchObject({
        code: "store_corrupt",
      });
      expect(await views.readJobs({ limit: 9 })).toEqual([]);
    });

    it("moves the cursor and keeps the jobs with all that the event was", async () => {
      const { listen, views } = store();
      await listen.startAt(first);
      const job = newJob("hello", { agent: "curator", trigger: "post", notBefore: at(5) });
      expect(await listen.accept(arrival(first, { jobs: [job] }))).toEqual([job]);
      expect(await listen.readCursor()).toEqual({ number: 101, id: "block101" });
      expect(await views.readJobs({ limit: 9 })).toEqual([
        {
          id: 1,
          agent: "curator",
          eventId: "hello:0",
          subject: "alice/hello",
          trigger: "post",
          person: "alice",
          state: "waiting",
          because: "",
          attempts: 0,
          block: 101,
          happenedAt: at(0),
          notBefore: at(5),
          failures: 0,
          interruptions: 0,
        },
      ]);
    });

    it.each([
      ["number", { number: 99, id: first.id }],
      ["id", { number: first.number, id: "other" }],
    ])("refuses blocks that do not follow the cursor by %s, and keeps nothing of them", async (_, after) => {
      const { listen, views } = store();
      await listen.startAt(first);
      await expect(listen.accept(arrival(after, { jobs: [newJob("a")] }))).rejects.toThrow("block 100 (block100)");
      expect(await listen.readCursor()).toEqual(first);
      expect(await views.readJobs({ limit: 9 })).toEqual([]);
    });

    it("keeps edits that were put off until they are mended, and moves them with the cursor", async () => {
      const edits = [
        { id: "b:0", event: "{}" },
        { id: "a:0", event: "[]" },
      ];
      await accept(store(), { putOff: edits });
      await accept(store(), { putOff: edits.slice(0, 1) });
      expect(await store().listen.readPutOff()).toEqual(edits);
      const misplaced = arrival(first, { mended: ["b:0"] });
      await expect(store().listen.accept(misplaced)).rejects.toMatchObject({ code: "store_corrupt" });
      await accept(store(), { mended: ["b:0", "unknown"] });
      expect(await store().listen.readPutOff()).toEqual(edits.slice(1));
    });

    it("gives each agent one job a subject, even when an edit comes as another event", async () => {
      const edit = newJob("hello", { eventId: "edit:0" });
      const jobs = [newJob("hello"), edit, newJob("hello", { agent: "curator" })];
      expect(await accept(store(), { jobs })).toEqual([jobs[0], jobs[2]]);
      expect(await accept(store(), { jobs: [edit] })).toEqual([]);
    });

    it("gives each agent one job an event, even under another subject", async () => {
      expect(await accept(store(), { jobs: [newJob("a"), newJob("a", { subject: "alice/b" })] })).toHaveLength(1);
    });

    it("confirms what landed, with its receipt and its spending", async () => {
      const id = await plan(store(), "hello");
      await store().send.markSigned(id, transaction("one"));
      await store().send.markSent(id, "id-one", at(26));
      expect(await store().listen.readAwaited()).toEqual([
        { outboxId: id, transactionId: "id-one", signature: "signature-one" },
      ]);

      // the block names it by another id, as it may when an asset is in it
      await accept(store(), { landed: [{ outboxId: id, transactionId: "id-nai", block: 103, at: at(21) }] });

      const [row] = await store().views.readOutbox({ state: "confirmed", limit: 9 });
      expect(row).toMatchObject({ id, receipt: { transactionId: "id-nai", block: 103, at: at(21) } });
      expect(await store().listen.readAwaited()).toEqual([]);
      expect((await store().work.readLedger("sage.agent", at(0))).spendings).toHaveLength(1);
    });

    it("keeps the first receipt when the same transaction is told of again", async () => {
      const id = await plan(store(), "hello");
      await store().send.markSigned(id, transaction("one"));
      await accept(store(), { landed: [{ outboxId: id, transactionId: "id-one", block: 103, at: at(21) }] });
      await accept(store(), { landed: [{ outboxId: id, transactionId: "id-two", block: 104, at: at(24) }] });
      const [row] = await store().views.readOutbox({ limit: 1 });
      expect(row?.receipt).toEqual({ transactionId: "id-one", block: 103, at: at(21) });
    });

    it.each(["signed", "sent"])(
      "plans again what was %s and expired unseen, with its attempts counted on",
      async (state) => {
        const id = await plan(store(), "hello");
        await store().send.markSigned(id, transaction("one"));
        if (state === "sent") await store().send.markSent(id, "id-one", at(26));

        await accept(store(), { expiredBefore: at(79) });
        expect(await store().views.readOutbox({ limit: 1 })).toMatchObject([{ state, attempts: 1 }]);

        await accept(store(), { expiredBefore: at(80) });
        const [row] = await store().send.readDue(at(81));
        expect(row).toMatchObject({ id, state: "planned", attempts: 1, transaction: undefined });
        expect(await store().listen.readAwaited()).toEqual([]);
      },
    );

    it("confirms, and does not plan again, what landed in the very blocks that bring its expiry", async () => {
      const id = await plan(store(), "hello");
      await store().send.markSigned(id, transaction("one"));
      const landed = [{ outboxId: id, transactionId: "id-one", block: 103, at: at(79) }];
      await accept(store(), { landed, expiredBefore: at(90) });
      expect(await store().views.readOutbox({ limit: 1 })).toMatchObject([{ state: "confirmed" }]);
    });

    it("looks out for bytes that a node put off, until they have expired and the row is signed anew", async () => {
      const id = await plan(store(), "hello");
      await store().send.markSigned(id, transaction("one"));
      await store().send.defer(id, "reply interval", at(15));
      expect(await store().listen.readAwaited()).toMatchObject([{ transactionId: "id-one" }]);
      expect(await store().send.markSigned(id, transaction("two"))).toBe(false);

      await accept(store(), { expiredBefore: at(85) });
      expect(await store().send.markSigned(id, transaction("two", { expiresAt: at(190) }))).toBe(true);
      expect(await store().views.readOutbox({ limit: 1 })).toMatchObject([{ state: "signed", attempts: 2 }]);
      expect(await store().listen.readAwaited()).toMatchObject([{ transactionId: "id-two" }]);
    });

    it("knows its own transactions by any of their signatures, and what was on chain before it began as history", async () => {
      await store().listen.startAt(first, 110);
      const id = await plan(store(), "hello");
      await store().send.markSigned(id, transaction("one"));
      await accept(store(), { expiredBefore: at(80) });
      await store().send.markSigned(id, transaction("two", { expiresAt: at(150) }));
      const seen = (signature: string, block: number) => ({ signatures: ["other", signature], block });
      const strange = seen("foreign", 111);
      const all = [seen("signature-one", 111), seen("signature-two", 112), seen("foreign", 110), strange];
      expect(await store().listen.pickStrangers(all)).toEqual([strange]);
    });

    it("believes a block over its own word: what had lapsed and landed is confirmed and spent, under a new version", async () => {
      const id = await plan(store(), "hello");
      await store().send.markSigned(id, transaction("one"));
      await store().send.markLapsed(id, "too late");
      const before = await store().work.readLedger("sage.agent", at(0));
      expect(before.spendings).toEqual([]);

      await accept(store(), { landed: [{ outboxId: id, transactionId: "id-one", block: 103, at: at(21) }] });
      const after = await store().work.readLedger("sage.agent", at(0));
      expect(after.spendings).toHaveLength(1);
      expect(after.version).toBeGreaterThan(before.version);
      expect(await store().send.readUnsettled()).toMatchObject([{ id, state: "confirmed" }]);
    });
  });
}
