import { describe, expect, it } from "vitest";
import type { NewJob } from "../../../src/store/listen-store.ts";
import { freshStore, type CreatePlace } from "./place.ts";
import { accept, at, claim, newJob } from "./rows.ts";

const of = (person: string, name: string, changes: Partial<NewJob> = {}): NewJob =>
  newJob(name, { person, subject: `${person}/${name}`, ...changes });
const flood = (person: string, count: number, changes: Partial<NewJob> = {}): NewJob[] =>
  Array.from({ length: count }, (_, index) => of(person, `${person}-${index}`, changes));

/** In which order jobs are handed out, whatever the implementation. */
export function describeQueue(create: CreatePlace): void {
  describe("the queue", () => {
    const store = freshStore(create);
    /** Takes so many jobs to their end, and says whose they were. */
    async function servedInTurn(count: number): Promise<string[]> {
      const people: string[] = [];
      for (let index = 0; index < count; index++) {
        const job = await claim(store());
        people.push(job.person);
        await store().work.finish(job, "gated", "");
      }
      return people;
    }

    it("hands out who asked before who did not, however long that waits", async () => {
      await accept(store(), { jobs: [of("bob", "post", { rank: 1, happenedAt: at(-500) }), of("alice", "asks")] });
      expect(await servedInTurn(2)).toEqual(["alice", "bob"]);
    });

    it("lets people take turns: a flood of one delays nobody by more than one job", async () => {
      await accept(store(), { jobs: flood("mallory", 30) });
      await accept(store(), { jobs: [of("alice", "a", { happenedAt: at(1) }), of("bob", "b", { happenedAt: at(2) })] });
      expect(await servedInTurn(4)).toEqual(["mallory", "alice", "bob", "mallory"]);
    });

    it("does so however far the flood has come, and for everybody's second question too", async () => {
      await accept(store(), { jobs: flood("mallory", 30) });
      await servedInTurn(10);
      await accept(store(), {
        jobs: [of("alice", "a1"), of("alice", "a2"), of("bob", "b1", { happenedAt: at(1) })],
      });
      expect((await servedInTurn(5)).toSorted()).toEqual(["alice", "alice", "bob", "mallory", "mallory"]);
    });

    it("holds nothing against who was served before and comes back", async () => {
      await accept(store(), { jobs: flood("alice", 10) });
      await servedInTurn(10);
      await accept(store(), {
        jobs: [of("bob", "b", { happenedAt: at(5) }), of("alice", "again", { happenedAt: at(4) })],
      });
      expect(await servedInTurn(2)).toEqual(["alice", "bob"]);
    });

    it("lets who has a head start stand so much earlier, within the same turn", async () => {
      await accept(store(), {
        jobs: [of("alice", "a", { happenedAt: at(0) }), of("bob", "b", { happenedAt: at(60), headStart: 61_000 })],
      });
      expect(await servedInTurn(2)).toEqual(["bob", "alice"]);
    });

    it("takes no more open jobs of one person than it is told, and keeps a skeleton of the others", async () => {
      const accepted = await accept(store(), { jobs: flood("mallory", 30), mostPerPerson: 5 });
      expect(accepted).toHaveLength(5);
      const [refused] = await store().views.readJobs({ state: "gated", limit: 1 });
      expect(refused).toMatchObject({ because: "too-many-at-once: 5 jobs of @mallory wait already" });
      expect(await store().views.findStories(refused?.id ?? 0)).toMatchObject([{ event: "" }]);
      expect(await accept(store(), { jobs: [of("alice", "a")], mostPerPerson: 5 })).toHaveLength(1);
      await servedInTurn(1);
      expect(await accept(store(), { jobs: [of("mallory", "later")], mostPerPerson: 5 })).toHaveLength(1);
    });

    it("puts no bound on slots, which nobody asked for", async () => {
      expect(await accept(store(), { jobs: flood("", 9), mostPerPerson: 5 })).toHaveLength(9);
    });
  });
}
