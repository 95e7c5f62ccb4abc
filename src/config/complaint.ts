import { SkepError } from "../shared/errors.ts";

/** Where in the operator's files something stands. */
export interface Place {
  /** Path of the file, or what the value came by: `"command line"`, `"environment"`. */
  readonly file: string;
  /** From 1; 0 where lines make no sense (the command line, a file as a whole). */
  readonly line: number;
  /** From 1; 0 where lines make no sense. */
  readonly column: number;
}

/** One thing the operator has to mend. */
export interface Complaint extends Place {
  /** Keys from the top of the file, joined by dots, such as `"triggers.0.minWords"`; empty for the file as a whole. */
  readonly path: string;
  /** What was expected and what came. Never a key, never a whole prompt. */
  readonly message: string;
}

/** A complaint as it is printed: `file:line:col path: message`. */
export function formatComplaint({ file, line, column, path, message }: Complaint): string {
  const place = line === 0 ? `${file}:` : `${file}:${line}:${column}`;
  return path === "" ? `${place} ${message}` : `${place} ${path}: ${message}`;
}

/** Complaints in the order in which their places stand in the files. */
export function sortComplaints(complaints: readonly Complaint[]): Complaint[] {
  return complaints.toSorted(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
}

/** One `config_invalid` error for all of them, a complaint a line. */
export function complaintsError(complaints: readonly Complaint[]): SkepError {
  const sorted = sortComplaints(complaints);
  return new SkepError("config_invalid", sorted.map(formatComplaint).join("\n"), { details: { complaints: sorted } });
}
