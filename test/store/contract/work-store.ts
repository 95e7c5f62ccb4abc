import { describe, expect, it } from "vitest";
import { freshStore, type CreatePlace } from "./place.ts";
import { accept, at, claim, decision, newJob, outboxRow, spending, turn } from "./rows.ts";

/** What every implementation of the work port promises. */
export function describeWorkStore(create: CreatePlace): void {
  describe("the work port", () => {
    const store = freshStore(create);
    const due = { agents: ["sage"], now: at(10), leaseUntil: at(70) };

    it("hands out the oldest due job of these agents, whole, and each only once", async () => {
      await accept(store(), {
        jobs: [
          newJob("later", { happenedAt: at(2), person: "bob" }),
          newJob("not-due", { notBefore: at(11), person: "carol" }),
          newJob("foreign", { agent: "curator", person: "dave" }),
          newJob("older", { happenedAt: at(1) }),
        ],
      });
      expect(await store().work.claim(due)).toEqual({
        id: 4,
        agent: "sage",
        eventId: "older:0",
        subject: "alice/older",
        trigger: "mention",
        person: "alice",
        event: '{"name":"older"}',
        block: 101,
        happenedAt: at(1),
        attempts: 1,
        failures: 0,
        interruptions: 0,
        lastTrouble: "",
      });
      expect(await store().work.claim(due)).toMatchObject({ subject: "alice/later" });
      expect(await store().work.claim(due)).toBeUndefined();
    });

    it("hands a job out again once its lease ran out, and the first hand can write no more", async () => {
      await accept(store(), { jobs: [newJob("hello")] });
      const lost = await claim(store(), at(10), at(70));
      expect(await store().work.claim({ ...due, now: at(70) })).toBeUndefined();
      const job = await claim(store(), at(71), at(130));
      expect(job).toMatchObject({ id: lost.id, attempts: 2 });

      const { work } = store();
      expect(await work.renew(lost, at(200))).toBe(false);
      expect(await work.recordTurn(lost, turn("decide"))).toBe(false);
      expect(await work.recordDecision(lost, decision())).toBe("lost");
      expect(await work.finish(lost, "gone", "")).toBe(false);
      expect(await work.retry(lost, "", at(0))).toBe(false);
      expect(await work.park(lost, "")).toBe(false);
      expect(await store().views.findStories(job.id)).toMatchObject([
        { job: { state: "claimed" }, turns: [], decision: undefined, outbox: [] },
      ]);
      expect(await work.recordDecision(job, decision())).toBe("recorded");
    });

    it("frees what an earlier life had in hand, and that life can write no more", async () => {
      await accept(store(), { jobs: [newJob("hello")] });
      const lost = await claim(store(), at(10), at(70));
      await store().work.reclaim();
      expect(await store().work.recordDecision(lost, decision())).toBe("lost");
      expect(await store().work.claim(due)).toMatchObject({ id: lost.id, attempts: 2 });
    });

    it("keeps a job whose lease is renewed", async () => {
      await accept(store(), { jobs: [newJob("hello")] });
      expect(await store().work.renew(await claim(store()), at(100))).toBe(true);
      expect(await store().work.claim({ ...due, now: at(99) })).toBeUndefined();
    });

    it("gives finished turns back as they were, in their order, the newest of a step only", async () => {
      await accept(store(), { jobs: [newJob("hello")] });
      const job = await claim(store());
      const read = turn("read/alice/hello", { prompt: "Grüße 🐝 \u0000 \n", thoughts: "Hm 🤔\n", at: at(11) });
      const again = turn("decide", { output: "second", at: at(13) });
      for (const each of [turn("decide", { at: at(12) }), read, again]) {
        expect(await store().work.recordTurn(job, each)).toBe(true);
      }
      expect(await store().work.readTurns(job.id)).toEqual([read, again]);
    });

    it("records decision, outbox rows and reservations as one", async () => {
      await accept(store(), { jobs: [newJob("hello")] });
      const job = await claim(store());
      const vote = spending({ capability: "upvote", person: "", thread: "bob/root", weight: 250 });
      const later = { state: "draft", live: false, spendings: [vote], memory: "", notBefore: at(90) } as const;
      const outbox = [outboxRow(), outboxRow(later)];
      expect(await store().work.recordDecision(job, decision({ outbox }))).toBe("recorded");

      const [story] = await store().views.findStories(job.id);
      expect(story?.job).toMatchObject({ state: "decided" });
      expect(story?.decision).toEqual({
        decision: decision().decision,
        outcome: "allow",
        guard: "",
        because: "",
        at: at(12),
      });
      expect(story?.outbox).toMatchObject([
        {
          id: 1,
          state: "planned",
          live: true,
          account: "sage.agent",
          person: "alice",
          attempts: 0,
          receipt: undefined,
        },
        { id: 2, state: "draft", live: false, transaction: undefined, memory: "", notBefore: at(90) },
      ]);
      const { spendings } = await store().work.readLedger("sage.agent", at(0));
      expect(spendings).toEqual([
        { ...spending(), thread: "", weight: 0, agent: "sage", at: at(12) },
        { ...vote, agent: "sage", at: at(12) },
      ]);
    });

    it("tells an account's votes apart from all else: cast ones, open ones, none that was given up", async () => {
      const vote = (subject: string, weight: number) =>
        outboxRow({ spendings: [spending({ capability: "upvote", subject, weight })] });
      await accept(store(), { jobs: [newJob("hello")] });
      const outbox = [outboxRow(), vote("a/one", 100), vote("a/two", 200), vote("a/three", 300)];
      await store().work.recordDecision(await claim(store()), decision({ outbox }));
      await store().send.markLapsed(2, "too late");
      expect(await store().work.readVotes("sage.agent", at(0))).toEqual([
        { agent: "sage", subject: "a/two", weight: 200, at: at(12), isOpen: true },
        { agent: "sage", subject: "a/three", weight: 300, at: at(12), isOpen: true },
      ]);
      await accept(store(), { landed: [{ outboxId: 3, transactionId: "t", block: 1, at: at(13) }] });
      const votes = await store().work.readVotes("sage.agent", at(0));
      expect(votes.map(({ subject, isOpen }) => [subject, isOpen])).toEqual([
        ["a/two", false],
        ["a/three", true],
      ]);
      expect(await store().work.readVotes("sage.agent", at(13))).toEqual([]);
      expect(await store().work.readVotes("other.agent", at(0))).toEqual([]);
    });

    it("writes nothing when the ledger moved, and the job can be judged again", async () => {
      await accept(store(), { jobs: [newJob("a"), newJob("b")] });
      const [a, b] = [await claim(store()), await claim(store())];
      expect(await store().work.recordDecision(a, decision())).toBe("recorded");
      expect(await store().work.recordDecision(b, decision())).toBe("conflict");
      expect(await store().views.readOutbox({ limit: 9 })).toHaveLength(1);
      expect(await store().views.readJobs({ state: "claimed", limit: 9 })).toMatchObject([{ id: b.id }]);

      const { version } = await store().work.readLedger("sage.agent", at(0));
      expect(await store().work.recordDecision(b, decision({ ledgerVersion: version }))).toBe("recorded");
    });

    it("keeps the ledgers of accounts apart", async () => {
      await accept(store(), { jobs: [newJob("a"), newJob("b")] });
      const [a, b] = [await claim(store()), await claim(store())];
      await store().work.recordDecision(a, decision());
      expect(await store().work.readLedger("other.agent", at(0))).toEqual({ version: 0, spendings: [] });
      expect(await store().work.recordDecision(b, decision({ account: "other.agent" }))).toBe("recorded");
    });

    it("shows what was spent since a moment under the version of all that was ever spent", async () => {
      await accept(store(), { jobs: [newJob("a")] });
      await store().work.recordDecision(await claim(store()), decision());
      expect((await store().work.readLedger("sage.agent", at(12))).spendings).toHaveLength(1);
      expect(await store().work.readLedger("sage.agent", at(13))).toEqual({ version: 1, spendings: [] });
    });

    it.each(["decided", "stale", "gone", "gated"] as const)("ends a job as %s for good", async (end) => {
      await accept(store(), { jobs: [newJob("a")] });
      const job = await claim(store());
      expect(await store().work.finish(job, end, "for a reason")).toBe(true);
      expect(await store().work.finish(job, end, "for another")).toBe(false);
      expect(await store().views.readJobs({ state: end, limit: 9 })).toMatchObject([{ because: "for a reason" }]);
      expect(await store().work.claim({ ...due, now: at(999) })).toBeUndefined();
    });

    it("hands a job that is to be tried again out when its time has come", async () => {
      await accept(store(), { jobs: [newJob("a")] });
      expect(await store().work.retry(await claim(store()), "node down", at(30))).toBe(true);
      expect(await store().views.readJobs({ state: "waiting", limit: 9 })).toMatchObject([{ because: "node down" }]);
      expect(await store().work.claim({ ...due, now: at(29) })).toBeUndefined();
      expect(await claim(store(), at(30))).toMatchObject({ attempts: 2 });
    });

    it("counts failures of a job's own and the ends of the process in its midst, each apart from the claims", async () => {
      await accept(store(), { jobs: [newJob("a")] });
      expect(await store().work.fail(await claim(store()), "broke the schema", at(30))).toBe(true);
      expect(await store().work.retry(await claim(store(), at(30)), "node down", at(40))).toBe(true);
      await claim(store(), at(40), at(70));
      await store().work.reclaim();
      expect(await claim(store(), at(41))).toMatchObject({ attempts: 4, failures: 1, interruptions: 1 });
    });

    it("hands a parked job out no more", async () => {
      await accept(store(), { jobs: [newJob("a")] });
      expect(await store().work.park(await claim(store()), "model broke the schema three times")).toBe(true);
      expect(await store().work.claim({ ...due, now: at(9999) })).toBeUndefined();
      expect((await store().views.readOverview()).jobs.parked).toBe(1);
    });
  });
}
