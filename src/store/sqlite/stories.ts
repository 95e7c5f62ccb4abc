import type { AttemptView, DecisionView, JobStory, JobView } from "../view-store.ts";
import type { Connection } from "./connection.ts";
import { prepareSelectJobs } from "./job-row.ts";
import { prepareSelectOutbox } from "./outbox-row.ts";
import { prepareTurns } from "./turns.ts";

interface DecisionRow extends Omit<DecisionView, "at"> {
  readonly at: number;
}

interface AttemptRow extends Omit<AttemptView, "expiresAt" | "isOver"> {
  readonly expiresAt: number;
  readonly over: 0 | 1;
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

  const gates = connection.prepare<[number], string>("select gates from inbox where id = ?").pluck();
  const event = connection.prepare<[number], string>("select event from inbox where id = ?").pluck();
  const attempts = connection.prepare<[number], AttemptRow>(`
    select a.outbox_id as outboxId, a.number, a.transaction_id as transactionId, a.expires_at as expiresAt, a.over
    from attempt a join outbox o on o.id = a.outbox_id where o.job_id = ? order by a.outbox_id, a.number`);

  const tell = (job: JobView): JobStory => ({
    job,
    event: event.get(job.id) ?? "",
    gates: gates.get(job.id) ?? "",
    turns: turns.read(job.id),
    decision: decisionView(decision.get(job.id)),
    outbox: outbox(job.id),
    attempts: attempts.all(job.id).map(attemptView),
  });
  return (key) => (typeof key === "number" ? byId(key) : byPost(key, key)).map(tell);
}

function attemptView({ over, expiresAt, ...row }: AttemptRow): AttemptView {
  return { ...row, expiresAt: new Date(expiresAt), isOver: over === 1 };
}

function decisionView(row: DecisionRow | undefined): DecisionView | undefined {
  return row === undefined ? undefined : { ...row, at: new Date(row.at) };
}
