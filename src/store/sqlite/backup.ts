import { renameSync, rmSync } from "node:fs";
import { SkepError } from "../../shared/errors.ts";
import { openDatabase } from "./database.ts";
import { checkIntegrity } from "./integrity.ts";
import { storageError } from "./storage-error.ts";

/**
 * Copies a database as it is at one moment into a file of its own, beside a bot that goes on writing, and reads the copy
 * to its last page; it stands under its name only once it is whole. What was deleted is not in it. Blocks while it works.
 * Throws `config_invalid` when a file cannot be opened, `store_unavailable` when the disk is full, and `store_corrupt`
 * when the database or its copy is damaged.
 */
export function backUp(from: string, to: string): void {
  const unfinished = `${to}.part`;
  try {
    copy(from, unfinished);
    const troubles = checkIntegrity(unfinished);
    if (troubles.length > 0)
      throw new SkepError("store_corrupt", `${from} is damaged: ${troubles.slice(0, 3).join("; ")}`);
    renameSync(unfinished, to);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw storageError(error, to, "opening");
  }
}

// SQLite's online backup API starts anew at each write of the bot; this is one read transaction.
function copy(from: string, to: string): void {
  rmSync(to, { force: true });
  const db = openDatabase(from, { readonly: true, fileMustExist: true, timeout: 5_000 });
  try {
    db.prepare("vacuum into ?").run(to);
  } finally {
    db.close();
  }
}
