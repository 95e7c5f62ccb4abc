import { describe, expect, it } from "vitest";
import { freshStore, type CreatePlace } from "./place.ts";
import { accept, at, claim, newJob, plan, turn } from "./rows.ts";

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

    it("rejects nothing that is planned already", async () => {
      const id = await plan(store(), "a");
      expect(await store().views.reject(id, "too late")).toBe(false);
      expect((await store().work.readLedger("sage.agent", at(0))).spendings).toHaveLength(1);
    });
  });
}
