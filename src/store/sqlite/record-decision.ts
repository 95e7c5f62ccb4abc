import type { ClaimedJob, DecisionRecord, NewOutboxRow, WorkStore } from "../work-store.ts";
import type { Connection } from "./connection.ts";
import type { Fence } from "./fence.ts";
import type { LedgerTable } from "./ledger.ts";

type Recorded = Awaited<ReturnType<WorkStore["recordDecision"]>>;

/** Prepares writing decision, outbox rows and reservations; to be run inside one transaction. */
export function prepareRecordDecision(
  connection: Connection,
  { ledger, fence }: { readonly ledger: LedgerTable; readonly fence: Fence },
): (job: ClaimedJob, record: DecisionRecord) => Recorded {
  const insertDecision = connection.prepare<[object]>(`
    insert into decision (job_id, decision, outcome, guard, because, account, ledger_version, at)
    values (@jobId, @decision, @outcome, @guard, @because, @account, @ledgerVersion, @at)`);
  const plan = preparePlan(connection, ledger);

  return (job, record) => {
    if (!fence.holds(job)) return "lost";
    if (ledger.version(record.account) !== record.ledgerVersion) return "conflict";
    fence.leave(job, "decided", "");
    insertDecision.run({ ...record, jobId: job.id, at: record.at.getTime() });
    for (const row of record.outbox) plan(job, record, row);
    return "recorded";
  };
}

function preparePlan(
  connection: Connection,
  ledger: LedgerTable,
): (job: ClaimedJob, record: DecisionRecord, row: NewOutboxRow) => void {
  const insert = connection.prepare<[object]>(`
    insert into outbox (job_id, account, live, state, operations, hash, memory, not_before)
    values (@jobId, @account, @live, @state, @operations, @hash, @memory, @notBefore)`);

  return (job, { account, at }, row) => {
    const values = {
      ...row,
      live: Number(row.live),
      jobId: job.id,
      account,
      notBefore: (row.notBefore ?? at).getTime(),
    };
    const outboxId = Number(insert.run(values).lastInsertRowid);
    for (const spending of row.spendings) ledger.reserve({ ...spending, outboxId, agent: job.agent, account, at });
  };
}
