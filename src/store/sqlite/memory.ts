import type { ImportedMemory, MemoryFilter, MemoryStore, VectorSpace } from "../memory-store.ts";
import type { Connection } from "./connection.ts";
import { foundColumns, foundOf, memoryColumns, memoryOf, type FoundRow, type MemoryRow } from "./memory-row.ts";
import { prepareShortlists } from "./memory-shortlist.ts";
import { prepareMemoryTable } from "./memory-table.ts";
import { prepareSpaces } from "./space.ts";

/** The memory port over SQLite. */
export function createMemoryStore(connection: Connection): MemoryStore {
  const { read, write } = connection;
  const table = prepareMemoryTable(connection);
  const spaces = prepareSpaces(connection);
  const shortlists = prepareShortlists(connection);
  const { list, find } = prepareLists(connection);
  const ofPerson = preparePerson(connection);
  const expired = connection
    .prepare<[number, number], number>("select id from memory where expires_at <= ? and shared = 0 limit ?")
    .pluck();
  const outside = connection.prepare<[number, number, number], MemoryRow>(
    `select ${memoryColumns} from memory where space_id < ? or space_id > ? limit ?`,
  );
  const count = connection
    .prepare<[number, number], number>("select count(*) from memory where space_id < ? or space_id > ?")
    .pluck();
  // 0 stands for no vector, which is outside of every space, also of one that nothing was kept of yet.
  const numberOf = (space: VectorSpace): number => spaces.find(space) || -1;
  const removeAll = (ids: readonly number[]): number => ids.filter((id) => table.remove(id)).length;

  return {
    readPerson: ({ agent, person, now, limit, space }) =>
      read(() => {
        const spaceId = spaces.find(space);
        return ofPerson({ agent, person, now: now.getTime(), limit }).map((row) => foundOf(row, spaceId));
      }),
    readShared: (query) => read(() => shortlists.ofShared(query)),
    shortlist: (query) => read(() => shortlists.ofAll(query)),
    list: (filter) => read(() => list(filter)),
    find: (id) => read(() => find(id)),
    read: (ids) => read(() => ids.flatMap((id) => find(id) ?? [])),
    share: (id, isShared) => write(() => table.share(id, isShared)),
    remove: (ids) => write(() => removeAll(ids)),
    expire: (now, limit) => write(() => removeAll(expired.all(now.getTime(), limit))),
    add: prepareAdd(connection),
    countOutside: (space) =>
      read(() => {
        const id = numberOf(space);
        return count.get(id, id) ?? 0;
      }),
    readOutside: (space, limit) =>
      read(() => {
        const id = numberOf(space);
        return outside.all(id, id, limit).map(memoryOf);
      }),
    index: (memories) => write(() => memories.forEach(({ id, ...index }) => void table.index(id, index))),
  };
}

/** Ordered by number alone, and read then: what SQLite sorts it copies, and these rows are large. */
function preparePerson(connection: Connection): (who: object) => FoundRow[] {
  const order = connection
    .prepare<[object], number>(
      `select id from memory where person = @person and agent = @agent and (expires_at > @now or shared = 1)
       order by at desc, id desc limit @limit`,
    )
    .pluck();
  const select = connection.prepare<[string], FoundRow>(
    `select ${foundColumns} from memory where id in (select value from json_each(?))`,
  );
  return (who) => {
    const ids = order.all(who);
    const rows = new Map(select.all(JSON.stringify(ids)).map((row) => [row.id, row]));
    return ids.flatMap((id) => rows.get(id) ?? []);
  };
}

function prepareLists(connection: Connection) {
  const select = connection.prepare<[object], MemoryRow>(`
    select ${memoryColumns} from memory
    where (@agent is null or agent = @agent) and (@person is null or person = @person)
      and (@kind is null or kind = @kind) and (@before is null or at < @before) and (@below is null or id < @below)
    order by id desc limit @limit`);
  const one = connection.prepare<[number], MemoryRow>(`select ${memoryColumns} from memory where id = ?`);
  return {
    list: ({ agent, person, kind, before, below, limit }: MemoryFilter) =>
      select
        .all({
          agent: agent ?? null,
          person: person ?? null,
          kind: kind ?? null,
          before: before?.getTime() ?? null,
          below: below ?? null,
          limit,
        })
        .map(memoryOf),
    find: (id: number) => one.all(id).map(memoryOf)[0],
  };
}

function prepareAdd(connection: Connection): MemoryStore["add"] {
  const table = prepareMemoryTable(connection);
  const isThere = connection.prepare<[object]>(`
    select 1 from memory where person = @person and agent = @agent and kind = @kind and subject = @subject
      and at = @at and asked = @asked and answered = @answered and fact = @fact`);
  const has = ({ person, agent, kind, subject, at, asked, answered, fact }: ImportedMemory): boolean =>
    isThere.get({ person, agent, kind, subject, at: at.getTime(), asked, answered, fact }) !== undefined;
  return (memories) =>
    connection.write(() => {
      const fresh = memories.filter((memory) => !has(memory) && table.insert(memory) > 0);
      return fresh.length;
    });
}
