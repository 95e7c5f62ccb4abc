import type { Cursor } from "../store/listen-store.ts";
import type { Store } from "../store/store.ts";
import { dryRooms } from "./dry-rooms.ts";
import { leaseUntil } from "./lease.ts";
import type { JournalEntry } from "./journal.ts";
import type { PastBlocks } from "./listen-past.ts";
import type { Rooms } from "./rooms.ts";
import { workJob } from "./work.ts";

export interface PastVerdictOptions extends Pick<Rooms, "agents" | "reader" | "modelOf"> {
  /** An empty one that nothing else uses; it is not closed. */
  readonly store: Store;
  /** Stops between two jobs: the one in hand is brought to its end. */
  readonly signal: AbortSignal;
}

/** What became of one past job: it was decided, ended before that, or put off. */
export type PastVerdict = Extract<
  JournalEntry,
  { readonly fact: "decision-judged" | "job-ended" | "job-postponed" | "job-parked" }
>;

/** A past block together with what the agents made of it. */
export interface JudgedBlocks extends PastBlocks {
  readonly verdicts: readonly PastVerdict[];
}

/**
 * Has the model and the guards decide about the jobs of past blocks, dry, by the same loop as a running bot: nothing is
 * sent, and nothing is written but to the given store. The clock stands at the block that a job comes from, so that ages,
 * budgets and intervals are those of that time; posts, mana and credits are as the nodes tell them now. What a guard
 * puts off is tried again when a later block with jobs is late enough; there is no memory but of this walk. Throws as the
 * source does, `model_unavailable` and `store_*`.
 */
export async function* withVerdicts(
  past: AsyncIterable<PastBlocks>,
  options: PastVerdictOptions,
): AsyncGenerator<JudgedBlocks> {
  const { agents, store, signal } = options;
  const verdicts: PastVerdict[] = [];
  const clock = { time: new Date(0), now: () => clock.time };
  const { reader, modelOf } = options;
  const journal = (entry: JournalEntry): void => {
    if (isVerdict(entry)) verdicts.push(entry);
  };
  const rooms = dryRooms({ agents, reader, modelOf, store, clock, journal });
  const names = agents.map(({ name }) => name);
  let cursor: Cursor | undefined;

  async function accept({ number, id, previous, timestamp }: PastBlocks["blocks"][number], jobs: PastBlocks["jobs"]) {
    const after = cursor ?? { number: number - 1, id: previous };
    if (!cursor) await store.listen.startAt(after);
    cursor = { number, id };
    await store.listen.accept({ after, last: cursor, at: timestamp, jobs, landed: [], expiredBefore: new Date(0) });
    clock.time = timestamp;
  }

  for await (const { blocks, jobs } of past) {
    for (const block of blocks) {
      if (signal.aborted) return;
      const its = jobs.filter((job) => job.block === block.number);
      if (its.length > 0) {
        await accept(block, its);
        await decideAll();
      }
      yield { blocks: [block], jobs: its, verdicts: verdicts.splice(0) };
    }
  }

  async function decideAll(): Promise<void> {
    while (!signal.aborted) {
      const job = await store.work.claim({ agents: names, now: clock.now(), leaseUntil: leaseUntil(rooms) });
      if (!job) return;
      await workJob(job, rooms, new AbortController().signal); // brought to its end
    }
  }
}

function isVerdict(entry: JournalEntry): entry is PastVerdict {
  return ["decision-judged", "job-ended", "job-postponed", "job-parked"].includes(entry.fact);
}
