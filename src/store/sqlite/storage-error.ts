import Sqlite from "better-sqlite3";
import { SkepError, messageOf, type ErrorCode } from "../../shared/errors.ts";

/** When it went wrong: before anything was begun, which the operator can put right, or in the middle of things. */
export type StorageMoment = "opening" | "running";

/** What SQLite or the file system threw, as an error that says what to do about it; anything else as it came. */
export function storageError(error: unknown, path: string, moment: StorageMoment): unknown {
  const reason = codeOf(error);
  const remedy = remedies.find(({ codes }) => codes.test(reason));
  if (remedy === undefined) return error;
  const message = `${path} ${remedy.explain(path)} (${messageOf(error)})`;
  return new SkepError(remedy[moment], message, { cause: error, details: { path, reason } });
}

/** Whether another program holds the file just now: a matter of waiting, whatever the moment. */
export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith("SQLITE_BUSY");
}

interface Remedy extends Readonly<Record<StorageMoment, ErrorCode>> {
  readonly codes: RegExp;
  readonly explain: (path: string) => string;
}

const remedies: readonly Remedy[] = [
  {
    codes: /^SQLITE_(CORRUPT|NOTADB)/,
    opening: "store_corrupt",
    running: "store_corrupt",
    // SQLite says so too where the disk answers EIO to a read.
    explain: (path) =>
      `is damaged, or its disk can no longer read it (the system's log tells): stop Skep, keep a copy of ${path} and ${path}-wal, then put a backup in its place; ` +
      "a fresh database would not know what was answered before",
  },
  {
    codes: /^SQLITE_(FULL|IOERR)|^(ENOSPC|EDQUOT|EFBIG|EIO)$/,
    opening: "store_unavailable",
    running: "store_unavailable",
    explain: () =>
      "could not be read or written; what was complete before is safe: check the disk and its free space, then start again",
  },
  {
    codes: /^SQLITE_BUSY/,
    opening: "config_invalid",
    running: "store_unavailable",
    explain: () => "is held by another program: close what has it open, or use another --data-dir",
  },
  {
    codes: /^SQLITE_(CANTOPEN|READONLY|PERM|AUTH)|^(EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EEXIST)$/,
    opening: "config_invalid",
    running: "store_unavailable",
    explain: () =>
      "cannot be opened for this: check that the folder exists and that this user may read and write there",
  },
];

function codeOf(error: unknown): string {
  if (error instanceof Sqlite.SqliteError) return error.code;
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
