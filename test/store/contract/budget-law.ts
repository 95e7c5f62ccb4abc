import fc from "fast-check";
import { expect } from "vitest";
import type { Store } from "../../../src/store/store.ts";
import type { Ledger } from "../../../src/store/work-store.ts";
import type { CreatePlace } from "./place.ts";
import { accept, at, claim, decision, newJob, outboxRow } from "./rows.ts";
import { walk } from "./walk.ts";

const budget = 4;

// Three hands look at the ledger and decide by what they saw, however old that is.
const steps = fc.array(
  fc.record({
    restart: fc.boolean(),
    how: fc.constantFrom("look", "decide", "lapse"),
    hand: fc.nat(2),
    rows: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 30, size: "max" }, // short walks meet no stale facts
);

/** No order of decisions spends more than the budget that each of them was judged by. */
export function budgetLaw(create: CreatePlace): fc.IAsyncProperty<unknown> {
  return fc.asyncProperty(steps, async (taken) => {
    const seen = new Map<number, Ledger>();
    let jobs = 0;
    await walk(
      create,
      taken,
      async (store, { how, hand, rows }) => {
        if (how === "look") seen.set(hand, await store.work.readLedger("sage.agent", at(0)));
        if (how === "lapse") await lapseOne(store);
        const facts = seen.get(hand);
        if (how === "decide" && facts !== undefined && facts.spendings.length + rows <= budget) {
          await decide(store, `job-${jobs++}`, facts, rows);
        }
        const { spendings } = await store.work.readLedger("sage.agent", at(0));
        expect(spendings.length).toBeLessThanOrEqual(budget);
      },
      async () => {},
    );
  });
}

async function decide(store: Store, name: string, facts: Ledger, rows: number): Promise<void> {
  await accept(store, { jobs: [newJob(name)] });
  const outbox = Array.from({ length: rows }, () => outboxRow());
  const job = await claim(store);
  const outcome = await store.work.recordDecision(job, decision({ ledgerVersion: facts.version, outbox }));
  if (outcome === "conflict") await store.work.finish(job, "stale", "the ledger moved");
}

/** Gives the reservation of the oldest planned row back. */
async function lapseOne(store: Store): Promise<void> {
  const [row] = await store.send.readDue(at(20));
  if (row !== undefined) await store.send.markLapsed(row.id, "too late");
}
