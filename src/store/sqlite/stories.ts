import type { DecisionView, JobStory, JobView } from "../view-store.ts";
import type { Connection } from "./connection.ts";
import { prepareSelectJobs } from "./job-row.ts";
import { prepareSelectOutbox } from "./outbox-row.ts";
import { prepareTurns } from "./turns.ts";

interface DecisionRow extends Omit<DecisionView, "at"> {
  readonly at: number;
}

/** Prepares telling jobs with everything that came of them, newest job first. */
export function prepareStories(connection: Connection): (key: number | string) => JobStory[] {
  const byId = prepareSelectJobs(connection, "where j.id = ?");
  const byPost = prepareSelectJobs(
    connection,
    `where j.subject = ? or j.id in (select job_id from outbox where written = ?) order by j.id desc`,
  );
  const turns = prepareTurns(connection);
  const decision = connection.prepare<[number], DecisionRow>(
    "select decision, outcome, guard, because, at from decision where job_id = ?",
  );
  const outbox = prepareSelectOutbox(connection, "where o.job_id = ? order by o.id");

  const tell = (job: JobView): JobStory => ({
    job,
    turns: turns.read(job.id),
    decision: decisionView(decision.get(job.id)),
    outbox: outbox(job.id),
  });
  return (key) => (typeof key === "number" ? byId(key) : byPost(key, key)).map(tell);
}

function decisionView(row: DecisionRow | undefined): DecisionView | undefined {
  return row === undefined ? undefined : { ...row, at: new Date(row.at) };
}
