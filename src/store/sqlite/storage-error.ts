import Sqlite from "better-sqlite3";
import { SkepError, messageOf } from "../../shared/errors.ts";

/** What SQLite or the file system threw, as an error that says what to do about it; anything else as it came. */
export function storageError(error: unknown, path: string): unknown {
  const code = codeOf(error);
  const remedy = remedies.find(({ codes }) => codes.test(code));
  if (remedy === undefined) return error;
  const message = `${path} ${remedy.explain(path)} (${messageOf(error)})`;
  return new SkepError(remedy.code, message, { cause: error, details: { path, reason: code } });
}

const remedies = [
  {
    codes: /^SQLITE_(CORRUPT|NOTADB)/,
    code: "store_corrupt",
    explain: (path: string) =>
      `is damaged: stop Skep, keep a copy of ${path} and ${path}-wal, then put a backup in its place; ` +
      "a fresh database would not know what was answered before",
  },
  {
    codes: /^SQLITE_(FULL|IOERR)|^ENOSPC$/,
    code: "store_corrupt",
    explain: () =>
      "could not be written; what was complete before is safe: check the disk and its free space, then start again",
  },
  {
    codes: /^SQLITE_BUSY/,
    code: "config_invalid",
    explain: () => "is held by another program: close what has it open, or use another --data-dir",
  },
  {
    codes: /^SQLITE_(CANTOPEN|READONLY|PERM|AUTH)|^(EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EEXIST)$/,
    code: "config_invalid",
    explain: () =>
      "cannot be opened for this: check that the folder exists and that this user may read and write there",
  },
] as const;

function codeOf(error: unknown): string {
  if (error instanceof Sqlite.SqliteError) return error.code;
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
