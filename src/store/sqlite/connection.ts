import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Sqlite, { type Database } from "better-sqlite3";
import { z } from "zod";
import { silentLog, type Log } from "../../shared/log.ts";
import { openDatabase } from "./database.ts";
import { migrate, refuseNewerSchema, refuseOlderSchema, schemaOf } from "./migrate.ts";
import { isBusy, storageError } from "./storage-error.ts";

/** One open database file. Whatever is done with it is done in one transaction. */
export interface Connection extends Disposable {
  /** A statement to be run inside `read` or `write`. Prepared once, since that is the costly part. */
  readonly prepare: Database["prepare"];
  /** For the few statements that must be prepared anew each time; to be run inside `write`. */
  readonly exec: (sql: string) => void;
  /** Runs queries over one snapshot. */
  readonly read: <T>(work: () => T) => Promise<T>;
  /** Runs statements as one transaction, durable on disk when this resolves; nothing of it stays when `work` throws. */
  readonly write: <T>(work: () => T) => Promise<T>;
  /** Takes the write-ahead log over into the file and cuts it to nothing, as soon as no reader is in its way. */
  readonly emptyLog: () => Promise<void>;
}

export interface ConnectionOptions {
  /** Never creates, migrates or writes, and may stand beside a process that writes. Default false. */
  readonly readonly?: boolean;
  /** How long to wait for another program that holds the file, in milliseconds. Default 5,000; a bot waits for ever. */
  readonly patienceMs?: number;
  /** Told each half minute that it still waits. */
  readonly log?: Log;
}

const busyPauseMs = 100;
const toldEachMs = 30_000;
/** The file of the write-ahead log is cut back to this when all of it has been taken over: 16 MiB. */
const keptLogBytes = 16 * 1024 * 1024;

/**
 * Opens the database and brings its schema up to date. Throws `config_invalid` (cannot be opened, newer schema, held by
 * another program), `store_unavailable` (disk full) and `store_corrupt`.
 */
export function openConnection(path: string, options: ConnectionOptions = {}): Connection {
  let db: Database | undefined;
  try {
    if (options.readonly !== true) mkdirSync(dirname(path), { recursive: true });
    db = openDatabase(path, { readonly: options.readonly === true, timeout: 5000 });
    refuseNewerSchema(db, path); // before anything else, so that not a byte of it changes
    if (options.readonly === true) refuseOlderSchema(db, path);
    else prepareForWriting(db);
    // From here on waiting is done without holding up the loops.
    db.pragma(`busy_timeout = ${busyPauseMs}`);
    return connect(db, path, options);
  } catch (error) {
    db?.close();
    throw storageError(error, path, "opening");
  }
}

/** A reader in the way is no error to SQLite, which then leaves the log as it is: one like any other that is busy. */
function emptyLog(db: Database): void {
  const [result] = z.array(z.object({ busy: z.number() })).parse(db.pragma("wal_checkpoint(truncate)"));
  if (result?.busy === 1) throw new Sqlite.SqliteError("a reader holds the write-ahead log", "SQLITE_BUSY");
}

function prepareForWriting(db: Database): void {
  if (schemaOf(db) === 0) db.pragma("auto_vacuum = incremental"); // after the first table it would take a full rewrite
  db.pragma("journal_mode = wal");
  db.pragma("synchronous = full"); // the default of WAL may lose the last commits when the power goes
  db.pragma(`journal_size_limit = ${keptLogBytes}`);
  db.pragma("foreign_keys = on");
  db.pragma("secure_delete = on"); // what is deleted is written over
  migrate(db);
}

function connect(db: Database, path: string, { patienceMs = 5_000, log = silentLog }: ConnectionOptions): Connection {
  async function attempt<T>(run: () => T): Promise<T> {
    const since = Date.now();
    let told = since;
    for (;;) {
      try {
        return run();
      } catch (error) {
        const now = Date.now();
        if (!isBusy(error) || now - since >= patienceMs) throw storageError(error, path, "running");
        if (now - told >= toldEachMs)
          log.warn({ path, seconds: Math.round((now - since) / 1_000) }, "database is held");
        if (now - told >= toldEachMs) told = now;
        await sleep(busyPauseMs);
      }
    }
  }
  return {
    prepare: db.prepare.bind(db),
    exec: (sql) => void db.exec(sql),
    read: (work) => attempt(() => db.transaction(work).deferred()),
    write: (work) => attempt(() => db.transaction(work).immediate()),
    emptyLog: () => attempt(() => emptyLog(db)),
    [Symbol.dispose]: () => {
      db.close();
    },
  };
}
