import { describe, expect, it } from "vitest";
import type { PersonWish } from "../../../src/store/listen-store.ts";
import { freshStore, type CreatePlace } from "./place.ts";
import { accept, at, claim, newJob, plan, transaction } from "./rows.ts";

const acknowledgement = newJob("please", { trigger: "stop" });
const wish = (changes: Partial<PersonWish> = {}): PersonWish => ({
  person: "alice",
  wish: "stop",
  subject: "alice/please",
  at: at(20),
  ...changes,
});

/** What every implementation of the people port promises. */
export function describePeopleStore(create: CreatePlace): void {
  describe("the people port", () => {
    const store = freshStore(create);
    const jobs = () => store().views.readJobs({ limit: 9 });
    const forgetDue = () => store().people.takeForgetDue();

    it("knows who asked to be left alone, since when and where, until they ask for answers again", async () => {
      await accept(store(), { wishes: [wish(), wish({ person: "bob", subject: "bob/no", at: at(30) })] });
      expect(await store().people.pickStopped(["alice", "bob", "carol"])).toEqual(new Set(["alice", "bob"]));
      await accept(store(), { wishes: [wish({ at: at(40), subject: "alice/again" })] });
      expect(await store().people.readStopped(9)).toEqual([
        { name: "bob", since: at(30), said: "bob/no" },
        { name: "alice", since: at(20), said: "alice/please" },
      ]);
      await accept(store(), { wishes: [wish({ wish: "start" })] });
      expect(await store().people.pickStopped(["alice", "bob"])).toEqual(new Set(["bob"]));
    });

    it("takes up no job of theirs any more, of any agent, and lets the last word be said", async () => {
      await accept(store(), {
        wishes: [wish({ acknowledgement })],
        jobs: [newJob("a"), newJob("b", { agent: "curator" })],
      });
      expect(await jobs()).toMatchObject([
        { trigger: "mention", state: "gated", because: "opt-out: they asked to be left alone" },
        { trigger: "mention", state: "gated", because: "opt-out: they asked to be left alone" },
        { trigger: "stop", state: "waiting" },
      ]);
      await accept(store(), { wishes: [wish({ wish: "start" })], jobs: [newJob("c")] });
      expect(await jobs()).toMatchObject([{ subject: "alice/c", state: "waiting" }, {}, {}, {}]);
    });

    it("ends what waits and lets lapse what is planned or a draft, and frees its budget", async () => {
      await plan(store(), "drafted", { state: "draft" });
      await plan(store(), "planned");
      await plan(store(), "signed");
      const [newest] = await store().views.readOutbox({ limit: 1 });
      await store().send.markSigned(newest?.id ?? 0, transaction("a"));
      await accept(store(), { jobs: [newJob("waits"), newJob("other", { person: "bob" })] });
      await accept(store(), { wishes: [wish()] });
      const rows = await store().views.readOutbox({ limit: 9 });
      expect(rows.map(({ state }) => state)).toEqual(["signed", "lapsed", "lapsed"]);
      expect(rows[1]?.because).toBe("opt-out: they asked to be left alone");
      expect((await store().work.readLedger("sage.agent", at(0))).spendings).toHaveLength(1);
      expect((await jobs()).slice(0, 2)).toMatchObject([
        { person: "bob", state: "waiting" },
        { subject: "alice/waits", state: "gated" },
      ]);
    });

    it("acknowledges each kind of wish once at most, whatever comes in between", async () => {
      const again = newJob("again", { trigger: "stop" });
      const forgotten = newJob("forget", { trigger: "forget" });
      const accepted = await accept(store(), {
        wishes: [
          wish({ acknowledgement }),
          wish({ wish: "start" }),
          wish({ acknowledgement: again }),
          wish({ wish: "forget", acknowledgement: forgotten }),
          wish({ wish: "forget", acknowledgement: newJob("forget-2", { trigger: "forget" }) }),
        ],
      });
      expect(accepted).toEqual([acknowledgement, forgotten]);
    });

    it("has a person forgotten once nothing of them is in hand or on its way, and once only", async () => {
      await accept(store(), { jobs: [newJob("hand")] });
      const job = await claim(store());
      await accept(store(), { wishes: [wish({ wish: "forget" })] });
      expect(await forgetDue()).toEqual([]);
      await store().work.finish(job, "gone", "");
      expect(await forgetDue()).toEqual([{ name: "alice", at: at(20) }]);
      expect(await forgetDue()).toEqual([{ name: "alice", at: at(20) }]); // until it is done
      await store().people.markForgotten("alice", at(20));
      expect(await forgetDue()).toEqual([]);
    });

    it("waits for bytes that are on their way, and for their memory, before it has somebody forgotten", async () => {
      const id = await plan(store(), "sent");
      await store().send.markSigned(id, transaction("a"));
      await accept(store(), { wishes: [wish({ wish: "forget" })] });
      expect(await forgetDue()).toEqual([]);
      const landed = { outboxId: id, transactionId: "id-a", block: 9, at: at(30) };
      await accept(store(), { landed: [landed] });
      expect(await forgetDue()).toEqual([]);
      await store().send.settle(id, undefined);
      expect(await forgetDue()).toHaveLength(1);
    });

    it("leaves what they ask after a forget me alone, and does not stop", async () => {
      await accept(store(), {
        wishes: [wish({ wish: "forget", at: at(5) })],
        jobs: [newJob("new", { happenedAt: at(6) })],
      });
      expect(await forgetDue()).toHaveLength(1);
      expect(await jobs()).toMatchObject([{ state: "waiting" }]);
      expect(await store().people.pickStopped(["alice"])).toEqual(new Set());
    });

    it("keeps what is known of a person, each part as it was read last", async () => {
      const { people } = store();
      await people.noteStanding("alice", { reputation: 61.5, followedBy: ["sage.agent"] }, at(1));
      await people.noteStanding("alice", { hivePower: 12 }, at(2));
      await accept(store(), { wishes: [wish({ person: "bob" })] });
      expect(await people.readStandings(["alice", "bob"])).toEqual(
        new Map([["alice", { reputation: 61.5, hivePower: 12, followedBy: ["sage.agent"], at: at(2) }]]),
      );
    });
  });
}
