import type { TidyStore } from "../tidy-store.ts";
import type { Connection } from "./connection.ts";
import { prepareShrink } from "./shrink.ts";

/** The tidying port over SQLite. */
export function createTidyStore(connection: Connection): TidyStore {
  const ripe = connection
    .prepare<[object], number>(
      `
    select j.id from inbox j indexed by inbox_whole
    where j.shrunk = 0 and j.state in ('decided', 'stale', 'gone', 'gated') and j.happened_at < @before
      and not exists (select 1 from outbox o where o.job_id = j.id and (o.state in ('draft', 'planned', 'signed', 'sent')
        or o.state in ('confirmed', 'recorded') and o.settled = 0))
      and not exists (select 1 from outbox o join attempt a on a.outbox_id = o.id
        where o.job_id = j.id and a.over = 0 and o.state not in ('confirmed', 'recorded'))
    order by j.happened_at limit @limit`,
    )
    .pluck();
  const shrink = prepareShrink(connection);

  return {
    shrink: (before, limit) =>
      connection.write(() => {
        const jobs = ripe.all({ before: before.getTime(), limit });
        for (const id of jobs) shrink(id);
        return jobs.length;
      }),
    // Frees a page at each step, which only `exec` takes to the end.
    release: (pages) => connection.write(() => connection.exec(`pragma incremental_vacuum(${Math.trunc(pages)})`)),
  };
}
