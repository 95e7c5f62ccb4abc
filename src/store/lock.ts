import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { SkepError } from "../shared/errors.ts";
import { placesForAccount } from "./lock-places.ts";
import { openDatabase } from "./sqlite/database.ts";
import { isBusy, storageError } from "./sqlite/storage-error.ts";

/**
 * Holds a directory for this process, creating it where there is none, until disposed of. The lock is SQLite's on
 * `lock.db` in it: the kernel frees it however the process ends. `purpose` is what this process does there, such as
 * `"skep run"`; whoever comes second is told. Throws `config_invalid` when another process holds it.
 */
export function lockDirectory(dir: string, purpose: string): Disposable {
  return lock(dir, purpose, `works in ${dir}: stop it first, or use another --data-dir`);
}

/**
 * Holds an account of one chain for this process and user on this host, in every place where such locks may lie (see
 * {@link placesForAccount}). Throws `config_invalid` when another process holds it in one of them, or when there is no
 * place at all.
 */
export function lockAccount(
  account: string,
  chainId: string,
  places: readonly string[] = placesForAccount(chainId),
): Disposable {
  const complaint = `acts for @${account} on this machine: stop it first, or everything would be said twice`;
  const held = new Held();
  const troubles: string[] = [];
  for (const place of places) {
    try {
      held.add(lock(join(place, chainId.slice(0, 16), account), `@${account}`, complaint));
    } catch (error) {
      if (error instanceof AlreadyHeld || !(error instanceof SkepError)) {
        held[Symbol.dispose]();
        throw error;
      }
      troubles.push(error.message);
    }
  }
  if (!held.isEmpty) return held;
  throw new SkepError(
    "config_invalid",
    `@${account} cannot be locked anywhere, and nothing would keep a second skep from acting for it: ${troubles.join("; ")}`,
  );
}

/** Who holds a directory just now, in words, or `undefined`. Looks only; a process that starts at this very moment waits. */
export function holderOf(dir: string): string | undefined {
  const path = join(dir, "lock.db");
  let db: Database | undefined;
  try {
    db = openDatabase(path, { readonly: true, fileMustExist: true, timeout: 0 });
    db.prepare("select count(*) from sqlite_master").get();
    return undefined;
  } catch (error) {
    return isBusy(error) ? readHolder(join(dir, "lock.txt")) : undefined;
  } finally {
    db?.close();
  }
}

/** Another process has it. Not to be passed over in favour of another place. */
class AlreadyHeld extends SkepError {}

class Held implements Disposable {
  readonly #locks: Disposable[] = [];

  get isEmpty(): boolean {
    return this.#locks.length === 0;
  }

  add(one: Disposable): void {
    this.#locks.push(one);
  }

  [Symbol.dispose](): void {
    for (const one of this.#locks.splice(0)) one[Symbol.dispose]();
  }
}

/** A look of {@link holderOf} is over within this. */
const patienceMs = 200;

function lock(dir: string, purpose: string, complaint: string): Disposable {
  const path = join(dir, "lock.db");
  const holder = join(dir, "lock.txt"); // informative only: the lock is the other file's
  const db = openLockFile(dir, path);
  try {
    db.exec("begin exclusive");
  } catch (error) {
    db.close();
    if (!isBusy(error)) throw storageError(error, path, "opening");
    throw new AlreadyHeld("config_invalid", `another skep (${readHolder(holder)}) already ${complaint}`);
  }
  writeHolder(holder, purpose);
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
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    return openDatabase(path, { timeout: patienceMs });
  } catch (error) {
    throw storageError(error, path, "opening");
  }
}

function writeHolder(path: string, purpose: string): void {
  try {
    writeFileSync(path, `${purpose}, pid ${process.pid}, since ${new Date().toISOString()}\n`);
  } catch {
    rmSync(path, { force: true }); // a full disk: the lock holds without a name
  }
}

function readHolder(path: string): string {
  try {
    return readFileSync(path, "utf8").trim() || "without a name";
  } catch {
    return "just starting"; // it has the lock but has not written its name yet
  }
}
