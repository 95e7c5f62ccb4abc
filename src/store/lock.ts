import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite, { type Database } from "better-sqlite3";
import { SkepError } from "../shared/errors.ts";
import { openDatabase } from "./sqlite/database.ts";
import { storageError } from "./sqlite/storage-error.ts";

/**
 * Holds a directory for this process, creating it where there is none, until disposed of. The lock is SQLite's on
 * `lock.db` in it: the kernel frees it however the process ends. `purpose` is what this process does there, such as
 * `"skep run"`; whoever comes second is told. Throws `config_invalid` when another process holds it.
 */
export function lockDirectory(dir: string, purpose: string): Disposable {
  return lock(dir, purpose, `works in ${dir}: stop it first, or use another --data-dir`);
}

/** Holds an account of one chain for this process and user on this host, like {@link lockDirectory}. */
export function lockAccount(account: string, chainId: string): Disposable {
  const dir = join(tmpdir(), `skep-accounts-${process.getuid?.() ?? "user"}`, chainId.slice(0, 16), account);
  return lock(
    dir,
    `@${account}`,
    `acts for @${account} on this machine: stop it first, or everything would be said twice`,
  );
}

function lock(dir: string, purpose: string, complaint: string): Disposable {
  const path = join(dir, "lock.db");
  const holder = join(dir, "lock.txt"); // informative only: the lock is the other file's
  const db = openLockFile(dir, path);
  try {
    db.exec("begin exclusive");
  } catch (error) {
    db.close();
    throw isBusy(error) ? taken(holder, complaint) : storageError(error, path);
  }
  writeFileSync(holder, `${purpose}, pid ${process.pid}, since ${new Date().toISOString()}\n`);
  return {
    [Symbol.dispose]: () => {
      if (!db.open) return;
      rmSync(holder, { force: true });
      db.close();
    },
  };
}

function openLockFile(dir: string, path: string): Database {
  try {
    mkdirSync(dir, { recursive: true });
    return openDatabase(path, { timeout: 0 });
  } catch (error) {
    throw storageError(error, path);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith("SQLITE_BUSY");
}

function taken(holder: string, complaint: string): SkepError {
  return new SkepError("config_invalid", `another skep (${readHolder(holder)}) already ${complaint}`);
}

function readHolder(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return "just starting"; // it has the lock but has not written its name yet
  }
}
