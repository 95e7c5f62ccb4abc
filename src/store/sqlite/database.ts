import Sqlite, { type Database, type Options } from "better-sqlite3";

/** Everything of better-sqlite3 that this process ever made. */
const kept: object[] = [];

/**
 * Opens a database of which nothing is ever garbage-collected. Node 24.19 and later abort the process when V8 frees a
 * statement or a database of better-sqlite3 12; its version 13, which mended that, does not run on Node 20. So they
 * are kept until the process ends: some kilobytes for each time a database is opened.
 */
export function openDatabase(path: string, options?: Options): Database {
  const db = keep(new Sqlite(path, options));
  const prepare = db.prepare.bind(db);
  db.prepare = (source: string) => keep(prepare(source));
  db.pragma = (source, { simple = false } = {}) => {
    const statement = db.prepare(`PRAGMA ${source}`);
    if (!statement.reader) return statement.run();
    return simple ? statement.pluck().get() : statement.all();
  };
  return db;
}

function keep<T extends object>(part: T): T {
  kept.push(part);
  return part;
}
