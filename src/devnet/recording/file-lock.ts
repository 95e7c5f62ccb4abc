import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { messageOf, SkepError } from "../../shared/errors.ts";

/** Lock files of this process. */
const held = new Set<string>();

/**
 * Keeps a file for this process until disposed of, by a file beside it that holds the process's number. One that a killed
 * process left behind does not count. Throws `config_invalid` when another process has it, or this one already.
 */
export function lockFile(file: string): Disposable {
  const lock = `${file}.lock`;
  if (!claim(lock)) {
    const owner = ownerOf(lock);
    if (held.has(lock) || (owner !== process.pid && isAlive(owner))) throw taken(file, lock, owner);
    rmSync(lock, { force: true });
    if (!claim(lock)) throw taken(file, lock, ownerOf(lock));
  }
  held.add(lock);
  return {
    [Symbol.dispose]: () => {
      if (held.delete(lock)) rmSync(lock, { force: true });
    },
  };
}

/** Makes the lock file. `false` where there is one. */
function claim(lock: string): boolean {
  try {
    const descriptor = openSync(lock, "wx");
    writeSync(descriptor, `${process.pid}\n`);
    closeSync(descriptor);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw new SkepError("config_invalid", `cannot make ${lock}: ${messageOf(error)}`, { cause: error });
  }
}

/** 0 where the file tells nothing. */
function ownerOf(lock: string): number {
  try {
    return Number.parseInt(readFileSync(lock, "utf8"), 10) || 0;
  } catch {
    return 0;
  }
}

function isAlive(pid: number): boolean {
  if (pid === 0) return false;
  try {
    return process.kill(pid, 0); // asks, and ends nothing
  } catch (error) {
    return isCode(error, "EPERM"); // somebody else's
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function taken(file: string, lock: string, owner: number): SkepError {
  return new SkepError(
    "config_invalid",
    `process ${owner} keeps its chain in ${file}: stop it first, or remove ${lock} where it is no dev chain`,
  );
}
