import fc from "fast-check";
import type { NewJob } from "../../../src/store/listen-store.ts";
import type { Store } from "../../../src/store/store.ts";
import type { CreatePlace } from "./place.ts";
import { newJob } from "./rows.ts";

/** A step of a walk; the store is closed and opened again before it when `restart` says so. */
export interface Step {
  readonly restart: boolean;
}

/** Takes all steps over one empty place, then looks at what is there. */
export async function walk<S extends Step>(
  create: CreatePlace,
  steps: readonly S[],
  take: (store: Store, step: S) => Promise<void>,
  look: (store: Store) => Promise<void>,
): Promise<void> {
  await using place = create();
  let store = place.open();
  try {
    for (const step of steps) {
      if (step.restart) {
        await store[Symbol.asyncDispose]();
        store = place.open();
      }
      await take(store, step);
    }
    await look(store);
  } finally {
    await store[Symbol.asyncDispose]();
  }
}

/** Jobs of two agents about three posts; each post has two events, as if it was edited. */
export const someJob = fc
  .record({ agent: fc.constantFrom("sage", "curator"), event: fc.nat(5) })
  .map(({ agent, event }) => newJob(`e${event}`, { agent, subject: `alice/post-${event % 3}` }));

/** A job that no store can keep: it happened at no moment at all. */
export const brokenJob: NewJob = { ...newJob("broken"), happenedAt: new Date(Number.NaN) };
