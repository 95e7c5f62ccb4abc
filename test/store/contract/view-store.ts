import { describe, expect, it } from "vitest";
import { freshStore, type CreatePlace } from "./place.ts";
import { accept, at, claim, newJob, plan, transaction, turn } from "./rows.ts";

/** What every implementation of the view port promises. */
export function describeViewStore(create: CreatePlace): void {
  describe("the view port", () => {
    const store = freshStore(create);

    it("counts nothing in an empty store, state by state", async () => {
      expect(await store().views.readOverview()).toEqual({
        cursor: undefined,
        jobs: { waiting: 0, claimed: 0, decided: 0, stale: 0, gone: 0, gated: 0, parked: 0 },
        outbox: {
          draft: 0,
          planned: 0,
          signed: 0,
          sent: 0,
          confirmed: 0,
          recorded: 0,
          rejected: 0,
          failed: 0,
          lapsed: 0,
        },
        memories: 0,
      });
    });

    it("counts jobs and outbox rows by state", async () => {
      await plan(store(), "a");
      await plan(store(), "b", { state: "draft" });
      await accept(store(), { jobs: [newJob("c")] });
      const { cursor, jobs, outbox } = await store().views.readOverview();
      expect(cursor).toEqual({ number: 103, id: "block103" });
      expect(jobs).toMatchObject({ decided: 2, waiting: 1 });
      expect(outbox).toMatchObject({ planned: 1, draft: 1, sent: 0 });
    });

    it("lists the newest first, up to a limit, of one state or of all", async () => {
      await plan(store(), "a");
      await plan(store(), "b", { state: "draft" });
      await plan(store(), "c");
      const ids = (rows: readonly { readonly id: number }[]) => rows.map(({ id }) => id);
      expect(ids(await store().views.readJobs({ limit: 2 }))).toEqual([3, 2]);
      expect(ids(await store().views.readJobs({ state: "decided", limit: 9 }))).toEqual([3, 2, 1]);
      expect(ids(await store().views.readOutbox({ limit: 2 }))).toEqual([3, 2]);
      expect(ids(await store().views.readOutbox({ state: "planned", limit: 9 }))).toEqual([3, 1]);
    });

    it("tells a job's story by its id, by the post it is about and by the post it wrote", async () => {
      await accept(store(), { jobs: [newJob("hello")] });
      await store().work.recordTurn(await claim(store()), turn("decide"));
      await store().work.claim({ agents: ["sage"], now: at(71), leaseUntil: at(80) }); // a second hand takes over
      await plan(store(), "other", { operations: '[{"type":"comment","author":"sage.agent","permlink":"re-other"}]' });
      await plan(store(), "voted", { operations: '[{"type":"vote","author":"alice","permlink":"voted"}]' });

      const [byId] = await store().views.findStories(1);
      expect(byId).toMatchObject({
        job: { id: 1, attempts: 2 },
        turns: [turn("decide")],
        decision: undefined,
        outbox: [],
      });
      expect(await store().views.findStories("alice/hello")).toEqual([byId]);
      expect(await store().views.findStories("sage.agent/re-other")).toMatchObject([
        { job: { subject: "alice/other" }, decision: { outcome: "allow" }, outbox: [{ state: "planned" }] },
      ]);
      expect(await store().views.findStories("alice/voted")).toHaveLength(1);
      expect(await store().views.findStories("nobody/nothing")).toEqual([]);
      expect(await store().views.findStories(99)).toEqual([]);
    });

    it("approves exactly the text that was read, once", async () => {
      const id = await plan(store(), "a", { state: "draft", hash: "right" });
      expect(await store().views.approve(id, "wrong")).toBe(false);
      expect(await store().send.readDue(at(20))).toEqual([]);
      expect(await store().views.approve(id, "right")).toBe(true);
      expect(await store().views.approve(id, "right")).toBe(false);
      expect(await store().send.readDue(at(20))).toMatchObject([{ id }]);
    });

    it("rejects a draft with its reason and releases its reservations", async () => {
      const id = await plan(store(), "a", { state: "draft", hash: "h" });
      expect(await store().views.reject(id, "off topic")).toBe(true);
      expect(await store().views.approve(id, "h")).toBe(false);
      expect(await store().views.readOutbox({ state: "rejected", limit: 1 })).toMatchObject([{ because: "off topic" }]);
      expect((await store().work.readLedger("sage.agent", at(0))).spendings).toEqual([]);
    });

    it("lets a job that is set aside or refused by a gate wait again, its failures forgotten, and ends one for good", async () => {
      await accept(store(), { jobs: [newJob("a")] });
      const job = await claim(store());
      expect(await store().views.retryJob(job.id)).toBe("too-late"); // somebody works on it
      expect(await store().views.cancelJob(job.id, "no")).toBe("too-late");
      await store().work.fail(job, "broken", at(500));
      await store().work.park(await claim(store(), at(500), at(600)), "broken");
      expect(await store().views.retryJob(job.id)).toBe("done");
      expect(await store().views.readJobs({ limit: 1 })).toMatchObject([
        { state: "waiting", failures: 0, because: "", notBefore: new Date(0) },
      ]);
      expect(await store().views.cancelJob(job.id, "not today")).toBe("done");
      expect(await store().views.readJobs({ limit: 1 })).toMatchObject([{ state: "gated", because: "not today" }]);
      await store().views.retryJob(job.id);
      await store().work.finish(await claim(store()), "stale", "old");
      expect(await store().views.retryJob(job.id)).toBe("too-late");
      expect(await store().views.retryJob(99)).toBe("too-late");
    });

    it("plans a failed row again only once its bytes can land no more, and reserves its spendings anew", async () => {
      const id = await plan(store(), "a");
      await store().send.markSigned(id, transaction("one"));
      await store().send.markFailed(id, "no", at(21));
      expect(await store().views.retryRow(id, at(22))).toBe("under-way");
      await accept(store(), { expiredBefore: at(80) });
      const { version } = await store().work.readLedger("sage.agent", at(0));
      expect(await store().views.retryRow(id, at(81))).toBe("done");
      expect(await store().send.readDue(at(0))).toMatchObject([{ id, state: "planned" }]);
      const ledger = await store().work.readLedger("sage.agent", at(0));
      expect(ledger.spendings).toHaveLength(1);
      expect(ledger.version).toBeGreaterThan(version);
    });

    it("has a row that was put off due at once, and cancels only what no node can have", async () => {
      const id = await plan(store(), "a");
      await store().send.defer(id, "resource credits", at(600));
      expect(await store().views.retryRow(id, at(22))).toBe("done");
      expect(await store().send.readDue(at(22))).toHaveLength(1);
      await store().send.markSigned(id, transaction("one"));
      expect(await store().views.cancelRow(id, "no")).toBe("under-way");
      const other = await plan(store(), "b");
      expect(await store().views.cancelRow(other, "no")).toBe("done");
      expect(await store().views.cancelRow(other, "no")).toBe("too-late");
      expect(await store().views.readUse(at(0))).toEqual([{ agent: "sage", actions: 1 }]);
    });

    it("rejects nothing that is planned already", async () => {
      const id = await plan(store(), "a");
      expect(await store().views.reject(id, "too late")).toBe(false);
      expect((await store().work.readLedger("sage.agent", at(0))).spendings).toHaveLength(1);
    });
  });
}
