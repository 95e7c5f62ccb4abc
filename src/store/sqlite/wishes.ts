import type { ViewStore } from "../view-store.ts";
import { prepareCloseRow } from "./close-row.ts";
import type { Connection } from "./connection.ts";
import { prepareMove } from "./move.ts";

type Wishes = Pick<ViewStore, "retryJob" | "cancelJob" | "retryRow" | "cancelRow">;

/** What an operator may ask of jobs and rows, over SQLite. */
export function prepareWishes(connection: Connection): Wishes {
  const { write } = connection;
  const retryJob = connection.prepare<[number]>(`
    update inbox set state = 'waiting', because = '', not_before = 0, failures = 0, interruptions = 0
    where id = ? and state in ('waiting', 'parked', 'gone', 'gated') and shrunk = 0`);
  const cancelJob = connection.prepare<[string, number]>(
    "update inbox set state = 'gated', because = ? where id = ? and state in ('waiting', 'parked')",
  );
  const isUnderWay = connection.prepare<[number, number]>(`
    select 1 from outbox where id = ? and state in ('signed', 'sent')
    union all select 1 from attempt a join outbox o on o.id = a.outbox_id
      where a.outbox_id = ? and a.over = 0 and o.state in ('failed', 'lapsed')`);
  // New rows, not the old ones revived: the ledger's version must grow with every reservation.
  const reserveAgain = connection.prepare<[number, number]>(`
    insert into ledger (outbox_id, agent, account, capability, person, subject, thread, weight, at)
    select distinct outbox_id, agent, account, capability, person, subject, thread, weight, ? from ledger
    where outbox_id = ? and state = 'released'`);
  const isWhole = connection.prepare<[number]>(
    "select 1 from outbox o join inbox j on j.id = o.job_id where o.id = ? and j.shrunk = 0",
  );
  const move = prepareMove(connection);
  const close = prepareCloseRow(connection);
  const atOnce = new Date(0);

  return {
    retryJob: (id) => write(() => (retryJob.run(id).changes === 1 ? "done" : "too-late")),
    cancelJob: (id, because) => write(() => (cancelJob.run(because, id).changes === 1 ? "done" : "too-late")),
    retryRow: (id, at) =>
      write(() => {
        if (isUnderWay.get(id, id)) return "under-way";
        if (move({ id, from: ["planned"], to: "planned", notBefore: atOnce })) return "done";
        if (!isWhole.get(id) || !move({ id, from: ["failed", "lapsed"], to: "planned", notBefore: atOnce }))
          return "too-late";
        reserveAgain.run(at.getTime(), id);
        return "done";
      }),
    cancelRow: (id, because) =>
      write(() => {
        if (isUnderWay.get(id, id)) return "under-way";
        return close({ id, from: ["draft", "planned"], to: "rejected", because }, "released") ? "done" : "too-late";
      }),
  };
}
