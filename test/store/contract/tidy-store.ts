import { describe, expect, it } from "vitest";
import { freshStore, type CreatePlace } from "./place.ts";
import { accept, at, claim, newJob, plan, transaction, turn } from "./rows.ts";

const operations =
  '[{"type":"comment","author":"sage.agent","permlink":"re-a","parentAuthor":"alice","body":"secret"}]';

/** What every implementation of the tidying port promises. */
export function describeTidyStore(create: CreatePlace): void {
  describe("the tidying port", () => {
    const store = freshStore(create);

    it("leaves of a settled job who, what about, why, hashes and receipts, and no text", async () => {
      await accept(store(), { jobs: [newJob("gone")] });
      const gone = await claim(store());
      await store().work.recordTurn(gone, turn("decide", { prompt: "secret" }));
      await store().work.finish(gone, "gone", "the post was deleted");
      const id = await plan(store(), "a", { operations });
      await store().send.markSigned(id, transaction("one", { wire: "secret" }));
      await accept(store(), { landed: [{ outboxId: id, transactionId: "id-one", block: 103, at: at(21) }] });
      await store().send.settle(id, undefined);

      expect(await store().tidy.shrink(at(1), 10)).toBe(2);
      expect(await store().tidy.shrink(at(1), 10)).toBe(0);
      await store().tidy.release(100);
      expect(await store().views.findStories(gone.id)).toMatchObject([
        { job: { state: "gone", because: "the post was deleted" }, event: "", turns: [] },
      ]);
      const [story] = await store().views.findStories("sage.agent/re-a");
      expect(story).toMatchObject({
        job: { subject: "alice/a", state: "decided" },
        outbox: [{ hash: "hash-of-operations", memory: "", receipt: { transactionId: "id-one", block: 103 } }],
        attempts: [{ transactionId: "id-one" }],
      });
      expect(JSON.stringify(story)).not.toContain("secret");
      expect((await store().work.readLedger("sage.agent", at(0))).spendings).toHaveLength(1);
      const own = { signatures: ["signature-one"], block: 999 };
      expect(await store().listen.pickStrangers([own])).toEqual([]);
    });

    it("touches nothing that is young, waits, is parked, or has a transaction under way or unsettled", async () => {
      await accept(store(), { jobs: [newJob("waits", { notBefore: at(99) }), newJob("parked")] });
      await store().work.park(await claim(store()), "broken");
      await plan(store(), "planned");
      await plan(store(), "draft", { state: "draft" });
      const failed = await plan(store(), "failed");
      await store().send.markSigned(failed, transaction("f"));
      await store().send.markFailed(failed, "no", at(21));
      await accept(store(), { jobs: [newJob("young", { happenedAt: at(50) })] });
      await store().work.finish(await claim(store()), "gated", "");
      expect(await store().tidy.shrink(at(1), 10)).toBe(0);
      await accept(store(), { expiredBefore: at(90) }); // now the refused bytes can land no more
      expect(await store().tidy.shrink(at(1), 10)).toBe(1);
    });

    it("shrinks in bites", async () => {
      for (const name of ["a", "b", "c"]) {
        await accept(store(), { jobs: [newJob(name)] });
        await store().work.finish(await claim(store()), "gated", "");
      }
      expect(await store().tidy.shrink(at(1), 2)).toBe(2);
      expect(await store().tidy.shrink(at(1), 2)).toBe(1);
    });
  });
}
