import fc from "fast-check";
import { expect } from "vitest";
import type { NewJob } from "../../../src/store/listen-store.ts";
import type { Store } from "../../../src/store/store.ts";
import type { CreatePlace } from "./place.ts";
import { accept, arrival, at } from "./rows.ts";
import { brokenJob, someJob, walk } from "./walk.ts";

type TakeIn = (store: Store, jobs: readonly NewJob[]) => Promise<readonly NewJob[]>;

/** The ways in which jobs may come; each answers which were new. */
const ways: readonly { readonly fails: boolean; readonly takeIn: TakeIn }[] = [
  { fails: false, takeIn: (store, jobs) => accept(store, { jobs }) },
  { fails: false, takeIn: acceptAsSlots },
  { fails: true, takeIn: (store, jobs) => accept(store, { jobs: [...jobs, brokenJob] }) },
  { fails: true, takeIn: (store, jobs) => store.listen.accept(arrival({ number: 1, id: "block1" }, { jobs })) },
];

async function acceptAsSlots(store: Store, jobs: readonly NewJob[]): Promise<readonly NewJob[]> {
  const fresh: NewJob[] = [];
  for (const job of jobs) if (await store.schedule.acceptSlot("daily", at(1), job)) fresh.push(job);
  return fresh;
}

const steps = fc.array(
  fc.record({
    restart: fc.boolean(),
    way: fc.constantFrom(...ways),
    jobs: fc.array(someJob, { minLength: 1, maxLength: 4 }),
  }),
  { maxLength: 12 },
);

/** An event is one job an agent and subject. */
export function oneJobLaw(create: CreatePlace): fc.IAsyncProperty<unknown> {
  return fc.asyncProperty(steps, async (taken) => {
    const kept = new Set<string>();
    await walk(
      create,
      taken,
      async (store, { way, jobs }) => {
        const wanted = way.fails ? [] : jobs.map(nameOf).filter((name) => !kept.has(name));
        const fresh = (await way.takeIn(store, jobs).catch(() => [])).map(nameOf);
        expect(fresh).toEqual([...new Set(wanted)]);
        for (const name of fresh) kept.add(name);
      },
      async (store) => {
        const names = (await store.views.readJobs({ limit: 99 })).map(nameOf);
        expect(names.toSorted()).toEqual([...kept].toSorted());
      },
    );
  });
}

function nameOf({ agent, subject }: { readonly agent: string; readonly subject: string }): string {
  return `${agent} ${subject}`;
}
