import type { ReadingStore } from "../reading-store.ts";
import type { Connection } from "./connection.ts";

/** The port of readings over SQLite. */
export function createReadingStore({ prepare, write }: Connection): ReadingStore {
  const find = prepare<[object], string>("update reading set used_at = @now where key = @key returning output").pluck();
  const keep = prepare<[object]>(
    "insert or replace into reading (key, author, output, used_at) values (@key, @author, @output, @now)",
  );
  const drop = prepare<[number]>("delete from reading where used_at < ?");
  return {
    find: (key, now) => write(() => find.get({ key, now: now.getTime() })),
    keep: (reading, now) => write(() => void keep.run({ ...reading, now: now.getTime() })),
    dropUnused: (since) => write(() => drop.run(since.getTime()).changes),
  };
}
