import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Database } from "better-sqlite3";
import { openDatabase } from "./database.ts";
import { migrate, refuseNewerSchema, refuseOlderSchema, schemaOf } from "./migrate.ts";
import { storageError } from "./storage-error.ts";

/** One open database file. Whatever is done with it is done in one transaction. */
export interface Connection extends Disposable {
  /** A statement to be run inside `read` or `write`. Prepared once, since that is the costly part. */
  readonly prepare: Database["prepare"];
  /** Runs queries over one snapshot. */
  readonly read: <T>(work: () => T) => Promise<T>;
  /** Runs statements as one transaction, durable on disk when this resolves; nothing of it stays when `work` throws. */
  readonly write: <T>(work: () => T) => Promise<T>;
}

/**
 * Opens the database and brings its schema up to date. `readonly` never creates, migrates or writes, and may stand
 * beside a process that writes. Throws `config_invalid` (cannot be opened, newer schema) and `store_corrupt`.
 */
export function openConnection(path: string, options: { readonly readonly: boolean }): Connection {
  let db: Database | undefined;
  try {
    if (!options.readonly) mkdirSync(dirname(path), { recursive: true });
    db = openDatabase(path, { readonly: options.readonly, timeout: 5000 });
    refuseNewerSchema(db, path); // before anything else, so that not a byte of it changes
    if (options.readonly) refuseOlderSchema(db, path);
    else prepareForWriting(db);
    return connect(db, path);
  } catch (error) {
    db?.close();
    throw storageError(error, path);
  }
}

function prepareForWriting(db: Database): void {
  if (schemaOf(db) === 0) db.pragma("auto_vacuum = incremental"); // after the first table it would take a full rewrite
  db.pragma("journal_mode = wal");
  db.pragma("synchronous = full"); // the default of WAL may lose the last commits when the power goes
  db.pragma("foreign_keys = on");
  migrate(db);
}

function connect(db: Database, path: string): Connection {
  const attempt = <T>(run: () => T): T => {
    try {
      return run();
    } catch (error) {
      throw storageError(error, path);
    }
  };
  return {
    prepare: db.prepare.bind(db),
    read: async (work) => attempt(() => db.transaction(work).deferred()),
    write: async (work) => attempt(() => db.transaction(work).immediate()),
    [Symbol.dispose]: () => {
      db.close();
    },
  };
}
