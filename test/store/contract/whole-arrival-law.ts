import fc from "fast-check";
import { expect } from "vitest";
import type { Arrival } from "../../../src/store/listen-store.ts";
import type { Store } from "../../../src/store/store.ts";
import type { CreatePlace } from "./place.ts";
import { accept, at, plan, transaction } from "./rows.ts";
import { brokenJob, someJob, walk } from "./walk.ts";

const steps = fc.array(
  fc.record({
    restart: fc.boolean(),
    jobs: fc.array(someJob, { maxLength: 3 }),
    brokenAt: fc.nat(3),
    land: fc.boolean(),
    expire: fc.boolean(),
    stop: fc.boolean(),
    edit: fc.constantFrom("none", "put off", "mended"),
  }),
  { maxLength: 6 },
);

/** Blocks with jobs, receipts, expiries, wishes and late edits are taken in whole, or nothing of them is to be seen. */
export function wholeArrivalLaw(create: CreatePlace): fc.IAsyncProperty<unknown> {
  return fc.asyncProperty(steps, async (taken) => {
    let count = 0;
    await walk(
      create,
      taken,
      async (store, { jobs, brokenAt, land, expire, stop, edit }) => {
        const outboxId = await plan(store, `w${count++}`);
        await store.send.markSigned(outboxId, transaction("t"));
        const landed = land ? [{ outboxId, transactionId: "id-t", block: 1, at: at(30) }] : [];
        const brings: Partial<Arrival> = {
          landed,
          expiredBefore: expire ? at(99) : at(0),
          wishes: stop ? [{ person: `dave-${count}`, wish: "stop", subject: "dave/no", at: at(30) }] : [],
          putOff: edit === "put off" ? [{ id: `edit-${count}`, event: "{}" }] : [],
          mended: edit === "mended" ? (await store.listen.readPutOff()).map(({ id }) => id) : [],
        };

        const before = await photograph(store);
        const broken = accept(store, { ...brings, jobs: jobs.toSpliced(brokenAt, 0, brokenJob) });
        await expect(broken).rejects.toBeInstanceOf(Error);
        expect(await photograph(store)).toEqual(before);

        await accept(store, brings);
        const [row] = await store.views.readOutbox({ limit: 1 });
        expect(row?.state).toBe(land ? "confirmed" : expire ? "planned" : "signed");
      },
      async () => {},
    );
  });
}

/** Everything that can be seen of a store. */
async function photograph(store: Store): Promise<unknown> {
  return {
    overview: await store.views.readOverview(),
    jobs: await store.views.readJobs({ limit: 99 }),
    outbox: await store.views.readOutbox({ limit: 99 }),
    ledger: await store.work.readLedger("sage.agent", at(0)),
    awaited: await store.listen.readAwaited(),
    putOff: await store.listen.readPutOff(),
    stopped: await store.people.readStopped(99),
  };
}
