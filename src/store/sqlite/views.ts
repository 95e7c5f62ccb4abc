import type { Use, ViewStore } from "../view-store.ts";
import { prepareCloseRow } from "./close-row.ts";
import type { Connection } from "./connection.ts";
import { prepareSelectJobs } from "./job-row.ts";
import { prepareMove } from "./move.ts";
import { prepareSelectOutbox } from "./outbox-row.ts";
import { prepareOverview } from "./overview.ts";
import { prepareStories } from "./stories.ts";
import { prepareWishes } from "./wishes.ts";

/** The view port over SQLite. Over a read-only connection whatever changes something throws. */
export function createViewStore(connection: Connection): ViewStore {
  const { read, write } = connection;
  const overview = prepareOverview(connection);
  const jobs = prepareSelectJobs(connection, "order by j.id desc limit ?");
  const jobsIn = prepareSelectJobs(connection, "where j.state = ? order by j.id desc limit ?");
  const outbox = prepareSelectOutbox(connection, "order by o.id desc limit ?");
  const outboxIn = prepareSelectOutbox(connection, "where o.state = ? order by o.id desc limit ?");
  const outboxRow = prepareSelectOutbox(connection, "where o.id = ?");
  const stories = prepareStories(connection);
  const move = prepareMove(connection);
  const close = prepareCloseRow(connection);
  const rewrite = connection.prepare<[object]>(
    "update outbox set operations = @operations, hash = @hash where id = @id and state = 'draft' and hash = @known",
  );
  const use = connection.prepare<[number], Use>(
    "select agent, count(*) as actions from ledger where at >= ? and state <> 'released' group by agent order by agent",
  );

  return {
    readOverview: () => read(overview),
    readJobs: ({ state, limit }) => read(() => (state === undefined ? jobs(limit) : jobsIn(state, limit))),
    readOutbox: ({ state, limit }) => read(() => (state === undefined ? outbox(limit) : outboxIn(state, limit))),
    findOutboxRow: (id) => read(() => outboxRow(id)[0]),
    findStories: (key) => read(() => stories(key)),
    approve: (id, hash) => write(() => move({ id, from: ["draft"], to: "planned", hash })),
    rewriteDraft: (id, known, { operations, hash }) =>
      write(() => rewrite.run({ id, known, operations, hash }).changes === 1),
    reject: (id, because) => write(() => close({ id, from: ["draft"], to: "rejected", because }, "released")),
    readUse: (since) => read(() => use.all(since.getTime())),
    ...prepareWishes(connection),
  };
}
