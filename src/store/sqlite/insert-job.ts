import type { NewJob } from "../listen-store.ts";
import type { Connection } from "./connection.ts";

/** Prepares putting a job into the inbox; `false` when the agent has had that event or that subject before. */
export function prepareInsertJob(connection: Connection): (job: NewJob) => boolean {
  const insert = connection.prepare<[object]>(`
    insert into inbox (agent, event_id, subject, trigger_kind, person, event, block, happened_at, not_before)
    values (@agent, @eventId, @subject, @trigger, @person, @event, @block, @happenedAt, @notBefore)
    on conflict do nothing`);
  return (job) =>
    insert.run({ ...job, happenedAt: job.happenedAt.getTime(), notBefore: job.notBefore.getTime() }).changes === 1;
}
