import { systemClock } from "../shared/clock.ts";
import type { NewJob } from "../store/listen-store.ts";
import type { Store } from "../store/store.ts";
import type { JobStory } from "../store/view-store.ts";
import { dryRooms } from "./dry-rooms.ts";
import type { JournalEntry } from "./journal.ts";
import { leaseUntil } from "./lease.ts";
import type { Rooms } from "./rooms.ts";
import { workJob } from "./work.ts";

export interface Rehearsal extends Pick<Rooms, "agents" | "reader" | "modelOf" | "journal"> {
  /** An empty one that nothing else uses; it is not closed. */
  readonly store: Store;
}

/** What became of a job that was only tried: its story as `explain` tells it, and how it ended in the journal's words. */
export interface Rehearsed {
  readonly story: JobStory;
  readonly end: Extract<
    JournalEntry,
    { readonly fact: "decision-judged" | "job-ended" | "job-postponed" | "job-parked" }
  >;
}

/**
 * Brings one job the whole way from gates to verdict by the loop of a running bot, once and dry: nothing is sent, and
 * nothing is written but to the given store. The clock runs on from the moment at which the job is due. What is put off is
 * not tried again. Throws the signal's reason when that fires, and `store_*`.
 */
export async function rehearse(job: NewJob, rehearsal: Rehearsal, signal: AbortSignal): Promise<Rehearsed> {
  const { store, journal } = rehearsal;
  const before = { number: 1, id: "0".repeat(40) };
  await store.listen.startAt(before);
  const arrival = { after: before, last: { ...before, number: 2 }, at: job.happenedAt, expiredBefore: new Date(0) };
  await store.listen.accept({ ...arrival, jobs: [job], landed: [] });
  let end: Rehearsed["end"] | undefined;
  const rooms = dryRooms({
    ...rehearsal,
    clock: runningFrom(Math.max(job.happenedAt.getTime(), job.notBefore.getTime())),
    journal(entry) {
      if (isEnd(entry)) end = entry;
      journal(entry);
    },
  });
  const claimed = await store.work.claim({
    agents: [job.agent],
    now: rooms.clock.now(),
    leaseUntil: leaseUntil(rooms),
  });
  if (!claimed) throw new TypeError("an empty store had something more urgent than its only job");
  await workJob(claimed, rooms, signal);
  const [story] = await store.views.findStories(claimed.id);
  if (!story || !end) throw new TypeError("a job was worked on and nothing became of it");
  return { story, end };
}

function isEnd(entry: JournalEntry): entry is Rehearsed["end"] {
  return ["decision-judged", "job-ended", "job-postponed", "job-parked"].includes(entry.fact);
}

/** A clock that shows `start`, in milliseconds of Unix time, now, and goes on from there. */
function runningFrom(start: number): Rooms["clock"] {
  const behind = systemClock.now().getTime() - start;
  return { now: () => new Date(systemClock.now().getTime() - behind) };
}
