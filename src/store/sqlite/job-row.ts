import type { JobView } from "../view-store.ts";
import type { Connection } from "./connection.ts";

interface JobRow extends Omit<JobView, "happenedAt" | "notBefore"> {
  readonly happenedAt: number;
  readonly notBefore: number;
}

/** Prepares reading jobs; `rest` is the SQL after the `from` clause, where `j` is the inbox. */
export function prepareSelectJobs(
  connection: Connection,
  rest: string,
): (...parameters: (string | number)[]) => JobView[] {
  const statement = connection.prepare<(string | number)[], JobRow>(`
    select j.id, j.agent, j.event_id as eventId, j.subject, j.trigger_kind as "trigger", j.person, j.state, j.because,
      j.attempts, j.block, j.happened_at as happenedAt, j.not_before as notBefore, j.failures, j.interruptions
    from inbox j ${rest}`);
  return (...parameters) =>
    statement
      .all(...parameters)
      .map((row) => ({ ...row, happenedAt: new Date(row.happenedAt), notBefore: new Date(row.notBefore) }));
}
