import { openDatabase } from "./database.ts";
import { storageError } from "./storage-error.ts";

/**
 * What SQLite finds wrong with a database file that it reads to the last page; nothing when it is whole. Takes a second
 * for each few hundred megabytes, and may be run beside a bot. Throws `config_invalid` when it cannot be opened and
 * `store_corrupt` when it is no database.
 */
export function checkIntegrity(path: string): readonly string[] {
  const db = openReadonly(path);
  try {
    const found = db.prepare("pragma integrity_check").pluck().all().map(String);
    const orphans = db.prepare("pragma foreign_key_check").all().length;
    const troubles = found.filter((line) => line !== "ok");
    return orphans === 0 ? troubles : [...troubles, `${orphans} rows point at rows that are not there`];
  } catch (error) {
    throw storageError(error, path, "running");
  } finally {
    db.close();
  }
}

function openReadonly(path: string) {
  try {
    return openDatabase(path, { readonly: true, fileMustExist: true, timeout: 5_000 });
  } catch (error) {
    throw storageError(error, path, "opening");
  }
}
