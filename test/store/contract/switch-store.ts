import { describe, expect, it } from "vitest";
import { freshStore, type CreatePlace } from "./place.ts";
import { accept, at, claim, newJob, plan, transaction } from "./rows.ts";

/** What every implementation of the switch port promises. */
export function describeSwitchStore(create: CreatePlace): void {
  describe("the switch port", () => {
    const store = freshStore(create);
    const due = { agents: ["sage", "curator"], now: at(10), leaseUntil: at(70) };

    it("keeps a paused agent's jobs and rows where they are, signed and sent ones too, and no other's", async () => {
      await store().send.markSigned(await plan(store(), "signed"), transaction("one"));
      await accept(store(), { jobs: [newJob("a"), newJob("b", { agent: "curator" })] });
      expect(await store().switches.pause("sage", "looking", at(9))).toBe(true);
      expect(await store().switches.pause("sage", "again", at(9))).toBe(false);
      expect(await store().switches.readPauses()).toEqual([{ agent: "sage", since: at(9), because: "looking" }]);

      expect(await store().work.claim(due)).toMatchObject({ agent: "curator" });
      expect(await store().work.claim(due)).toBeUndefined();
      expect(await store().send.readDue(at(20))).toEqual([]);
      expect(await store().switches.resume("sage", at(30))).toBe(true);
      expect(await store().switches.resume("sage", at(30))).toBe(false);
      expect(await claim(store())).toMatchObject({ agent: "sage" });
      expect(await store().send.readDue(at(31))).toHaveLength(1);
    });

    it("lets nothing be signed of an agent that was paused after its row was read", async () => {
      const id = await plan(store(), "read-before");
      await store().switches.pause("sage", "looking", at(9));
      expect(await store().send.markSigned(id, transaction("one"))).toBe(false);
      expect(await store().views.readOutbox({ limit: 1 })).toMatchObject([{ state: "planned", attempts: 0 }]);
      await store().switches.resume("sage", at(30));
      expect(await store().send.markSigned(id, transaction("one"))).toBe(true);
    });

    it("does not hold up other agents of the account whose agent is paused", async () => {
      await plan(store(), "of-sage");
      await accept(store(), { jobs: [newJob("b", { agent: "curator" })] });
      const job = await claim(store());
      const { version } = await store().work.readLedger("sage.agent", at(0));
      const row = { state: "planned", live: true, operations: "[]", hash: "", spendings: [], memory: "" } as const;
      const verdict = { decision: "{}", outcome: "allow", guard: "", because: "", at: at(12) } as const;
      await store().work.recordDecision(job, {
        ...verdict,
        account: "sage.agent",
        ledgerVersion: version,
        outbox: [row],
      });
      await store().switches.pause("sage", "", at(13));
      expect(await store().send.readDue(at(20))).toMatchObject([{ agent: "curator" }]);
    });

    it("pauses everybody, over and above each one's own pause", async () => {
      await accept(store(), { jobs: [newJob("a")] });
      await store().switches.pause(undefined, "holiday", at(9));
      await store().switches.pause("sage", "looking", at(9));
      expect(await store().work.claim(due)).toBeUndefined();
      await store().switches.resume(undefined, at(10));
      expect(await store().switches.readPauses()).toMatchObject([{ agent: "sage" }]);
      expect(await store().work.claim(due)).toBeUndefined();
      await store().switches.resume("sage", at(11));
      expect(await store().work.claim(due)).toBeDefined();
    });
  });
}
