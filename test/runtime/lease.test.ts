import { expect, test } from "vitest";
import { holdJob, leaseMilliseconds, leaseUntil } from "../../src/runtime/lease.ts";
import type { Store } from "../../src/store/store.ts";
import type { ClaimedJob } from "../../src/store/work-store.ts";
import { accept, decision, newJob } from "../store/contract/rows.ts";
import { createSqlitePlace } from "../store/sqlite-place.ts";

const never = new AbortController().signal;

/** Time that goes by leaps, as it does while a slow model thinks. */
function handClock(): { now(): Date; pass(milliseconds: number): void } {
  let time = Date.UTC(2026, 0, 2);
  return { now: () => new Date(time), pass: (milliseconds) => void (time += milliseconds) };
}

function claimWith(store: Store, clock: { now(): Date }): Promise<ClaimedJob | undefined> {
  return store.work.claim({ agents: ["sage"], now: clock.now(), leaseUntil: leaseUntil({ clock }) });
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

test("a job that takes longer than its lease is handed to nobody else as long as it is held", async () => {
  await using place = createSqlitePlace();
  await using store = place.open();
  await accept(store, { jobs: [newJob("slow")] });
  const clock = handClock();
  const job = (await claimWith(store, clock)) as ClaimedJob;
  let renewals = 0;
  const work = {
    ...store.work,
    renew: async (...words: Parameters<typeof store.work.renew>) => {
      const renewed = await store.work.renew(...words);
      renewals += 1;
      return renewed;
    },
  };
  const held = holdJob(job, { store: { ...store, work }, clock }, never, 5);
  for (let leap = 0; leap < 6; leap++) {
    clock.pass(leaseMilliseconds / 2);
    const before = renewals;
    await until(() => renewals > before + 1); // one that began after the leap
    expect(await claimWith(store, clock)).toBeUndefined();
  }
  expect(held.signal.aborted).toBe(false);
  await held[Symbol.asyncDispose]();
  clock.pass(leaseMilliseconds + 1);
  expect(await claimWith(store, clock)).toMatchObject({ id: job.id, attempts: 2 });
});

test("whose job was taken over while the machine slept is told so, and can write nothing about it any more", async () => {
  await using place = createSqlitePlace();
  await using store = place.open();
  await accept(store, { jobs: [newJob("slow")] });
  const clock = handClock();
  const job = (await claimWith(store, clock)) as ClaimedJob;
  clock.pass(leaseMilliseconds + 1);
  const taken = (await claimWith(store, clock)) as ClaimedJob;
  await using held = holdJob(job, { store, clock }, never, 5);
  await until(() => held.isLost);
  expect(held.signal.aborted).toBe(true);
  expect(await store.work.recordDecision(job, decision())).toBe("lost");
  expect(await store.work.recordDecision(taken, decision())).toBe("recorded");
});
