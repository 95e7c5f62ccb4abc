import type { NewJob } from "../listen-store.ts";
import type { Connection } from "./connection.ts";

/**
 * Prepares putting a job into the inbox. `"known"`: the agent has had that event or that subject before. `"gated"`: its
 * person asked to be left alone, or has too many open jobs already; of those nothing but a skeleton is kept.
 */
export function prepareInsertJob(
  connection: Connection,
): (job: NewJob, mostPerPerson?: number) => "waits" | "gated" | "known" {
  // A person's jobs take turns with everybody else's: each stands one round behind the one before it, counted from the
  // round that the queue is at. (Start-time fair queueing; both subqueries read one row of an index.)
  const insert = connection.prepare<[object]>(`
    insert into inbox (agent, event_id, subject, trigger_kind, person, event, block, happened_at, not_before,
      state, because, shrunk, rank, queued_at, round)
    values (@agent, @eventId, @subject, @trigger, @person, @event, @block, @happenedAt, @notBefore,
      @state, @because, @shrunk, @rank, @queuedAt, coalesce(
        (select max(p.round) + 1 from inbox p indexed by inbox_of_person
          where p.person = @person and p.rank = @rank and p.state in ('waiting', 'claimed')),
        (select min(q.round) from inbox q indexed by inbox_queue
          where q.rank = @rank and q.state in ('waiting', 'claimed')), 0))
    on conflict do nothing`);
  const refusalOf = prepareRefusal(connection);

  return (job, mostPerPerson = Infinity) => {
    const because = refusalOf(job, mostPerPerson);
    const { rank = 0, headStart = 0 } = job;
    const happenedAt = job.happenedAt.getTime();
    const end =
      because === undefined
        ? { state: "waiting", because: "", shrunk: 0 }
        : { state: "gated", because, shrunk: 1, event: "" };
    const times = { happenedAt, queuedAt: happenedAt - headStart, notBefore: job.notBefore.getTime() };
    if (insert.run({ ...job, ...times, rank, ...end }).changes === 0) return "known";
    return because === undefined ? "waits" : "gated";
  };
}

/** The acknowledgement of a wish and what nobody asked for (a slot) pass always. */
function prepareRefusal(connection: Connection): (job: NewJob, most: number) => string | undefined {
  const hasStopped = connection.prepare<[string]>("select 1 from account where name = ? and stopped_at is not null");
  const open = connection
    .prepare<[string, number], number>(
      `
    select count(*) from (select 1 from inbox indexed by inbox_of_person
      where person = ? and state in ('waiting', 'claimed') limit ?)`,
    )
    .pluck();
  return ({ person, trigger }, most) => {
    if (person === "" || trigger === "stop" || trigger === "forget") return undefined;
    if (hasStopped.get(person)) return "opt-out: they asked to be left alone";
    if (most === Infinity || (open.get(person, most) ?? 0) < most) return undefined;
    return `too-many-at-once: ${most} jobs of @${person} wait already`;
  };
}
