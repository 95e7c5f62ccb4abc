import type { Cursor } from "../listen-store.ts";
import type { OutboxState } from "../send-store.ts";
import type { JobState, Overview } from "../view-store.ts";
import type { Connection } from "./connection.ts";

interface Count<State> {
  readonly state: State;
  readonly count: number;
}

const noJobs: Readonly<Record<JobState, number>> = {
  waiting: 0,
  claimed: 0,
  decided: 0,
  stale: 0,
  gone: 0,
  gated: 0,
  parked: 0,
};
const noOutbox: Readonly<Record<OutboxState, number>> = {
  draft: 0,
  planned: 0,
  signed: 0,
  sent: 0,
  confirmed: 0,
  recorded: 0,
  rejected: 0,
  failed: 0,
  lapsed: 0,
};

/** Prepares counting everything. */
export function prepareOverview(connection: Connection): () => Overview {
  const cursor = connection.prepare<[], Cursor>("select number, id from cursor");
  const cursorAt = connection.prepare<[], number>("select at from cursor where at > 0").pluck();
  const jobs = connection.prepare<[], Count<JobState>>("select state, count(*) as count from inbox group by state");
  const outbox = connection.prepare<[], Count<OutboxState>>(
    "select state, count(*) as count from outbox group by state",
  );
  const memories = connection.prepare<[], number>("select count(*) from memory").pluck();
  return () => ({
    cursor: cursor.get(),
    cursorAt: dateOf(cursorAt.get()),
    jobs: tally(noJobs, jobs.all()),
    outbox: tally(noOutbox, outbox.all()),
    memories: memories.get() ?? 0,
  });
}

function dateOf(milliseconds: number | undefined): Date | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds);
}

function tally<State extends string>(
  none: Readonly<Record<State, number>>,
  counts: readonly Count<State>[],
): Readonly<Record<State, number>> {
  const tallied: Record<State, number> = { ...none };
  for (const { state, count } of counts) tallied[state] = count;
  return tallied;
}
