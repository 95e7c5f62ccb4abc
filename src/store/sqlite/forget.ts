import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { ForgetStore } from "../forget-store.ts";
import type { Connection } from "./connection.ts";
import { prepareMemoryTable } from "./memory-table.ts";
import { prepareShrink } from "./shrink.ts";

interface TurnText {
  readonly row: number;
  readonly prompt: Buffer;
}

/** About a tenth of a second of work. */
const pagesMerged = 100;

const isOver = (job: string): string => `${job}.state not in ('waiting', 'claimed')
  and not exists (select 1 from outbox o where o.job_id = ${job}.id and (o.state in ('draft', 'planned', 'signed', 'sent')
    or o.state in ('confirmed', 'recorded') and o.settled = 0))
  and not exists (select 1 from outbox o join attempt a on a.outbox_id = o.id
    where o.job_id = ${job}.id and a.over = 0 and o.state not in ('confirmed', 'recorded'))`;

/** The forgetting port over SQLite. */
export function createForgetStore(connection: Connection): ForgetStore {
  const { read, write } = connection;
  const table = prepareMemoryTable(connection);
  const memories = connection
    .prepare<[string, number], number>("select id from memory where person = ? limit ?")
    .pluck();
  const jobs = connection
    .prepare<[string, number], number>(
      `select j.id from inbox j where j.person = ? and j.shrunk = 0 and ${isOver("j")} limit ?`,
    )
    .pluck();
  const underWay = connection
    .prepare<[string], number>(
      `select count(*) from inbox j where j.person = ? and j.shrunk = 0 and not (${isOver("j")})`,
    )
    .pluck();
  const shrink = prepareShrink(connection);
  const dropReadings = connection.prepare<[string]>("delete from reading where author = ?");

  return {
    forget: (person, limit) =>
      write(() => {
        const found = { memories: memories.all(person, limit), jobs: jobs.all(person, limit) };
        for (const id of found.memories) table.remove(id);
        for (const id of found.jobs) shrink(id, { isForgotten: true });
        dropReadings.run(person);
        const isDone = found.memories.length < limit && found.jobs.length < limit;
        return { memories: found.memories.length, jobs: found.jobs.length, isDone };
      }),
    countUnderWay: (person) => read(() => underWay.get(person) ?? 0),
    blankTurns: prepareBlankTurns(connection),
    mergeIndex: prepareMergeIndex(connection),
    emptyLog: () => connection.emptyLog(),
  };
}

/** The first call gathers all parts of the index for one merge (FTS5 §6.7), the others go on with it, a bite each. */
function prepareMergeIndex(connection: Connection): ForgetStore["mergeIndex"] {
  const merge = connection.prepare<[number]>("insert into memory_terms (memory_terms, rank) values ('merge', ?)");
  const changes = connection.prepare<[], number>("select total_changes()").pluck();
  let isUnderWay = false;
  return () =>
    connection.write(() => {
      const before = changes.get() ?? 0;
      merge.run(isUnderWay ? pagesMerged : -pagesMerged);
      isUnderWay = (changes.get() ?? 0) - before >= 2; // as the manual says: fewer stand for nothing left to do
      return !isUnderWay;
    });
}

function prepareBlankTurns(connection: Connection): ForgetStore["blankTurns"] {
  const turns = connection.prepare<[number, number], TurnText>(
    `select t.rowid as row, t.prompt from turn t join inbox j on j.id = t.job_id
     where t.rowid > ? and j.state not in ('waiting', 'claimed') order by t.rowid limit ?`,
  );
  const blank = connection.prepare<[Buffer, number]>(
    "update turn set prompt = ?, output = '', thoughts = null where rowid = ?",
  );
  const nothing = deflateRawSync("");
  return (labels, after, limit) =>
    connection.write(() => {
      const found = turns.all(after, limit);
      for (const { row, prompt } of found) {
        const text = inflateRawSync(prompt).toString("utf8");
        if (labels.some((label) => text.includes(label))) blank.run(nothing, row);
      }
      return found.length < limit ? undefined : found.at(-1)?.row;
    });
}
