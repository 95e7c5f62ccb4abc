import type { OutboxRow } from "../send-store.ts";
import type { Connection } from "./connection.ts";

/** An outbox row as SQL gives it: times in milliseconds, transaction and receipt flat. */
interface FlatOutboxRow extends Omit<OutboxRow, "live" | "notBefore" | "decidedAt" | "transaction" | "receipt"> {
  readonly live: 0 | 1;
  readonly notBefore: number;
  readonly decidedAt: number;
  readonly transactionId: string | null;
  readonly signature: string | null;
  readonly expiresAt: number | null;
  readonly wire: string | null;
  readonly receiptId: string | null;
  readonly receiptBlock: number | null;
  readonly endedAt: number | null;
}

const select = `
  select o.id, o.job_id as jobId, j.agent, o.account, j.person, j.trigger_kind as "trigger", j.subject, o.live, o.state, o.operations, o.hash,
    o.attempts, o.not_before as notBefore, d.at as decidedAt, o.because, o.memory,
    a.transaction_id as transactionId, a.signature, a.expires_at as expiresAt, a.wire,
    o.receipt_id as receiptId, o.receipt_block as receiptBlock, o.ended_at as endedAt
  from outbox o
  join inbox j on j.id = o.job_id
  join decision d on d.job_id = o.job_id
  left join attempt a on a.outbox_id = o.id and a.number = o.attempts and o.state not in ('draft', 'planned')`;

/** Prepares reading outbox rows; `rest` is the SQL after the `from` clause, where `o` is the outbox and `j` the inbox. */
export function prepareSelectOutbox(
  connection: Connection,
  rest: string,
): (...parameters: (string | number)[]) => OutboxRow[] {
  const statement = connection.prepare<(string | number)[], FlatOutboxRow>(`${select} ${rest}`);
  return (...parameters) => statement.all(...parameters).map(outboxRow);
}

function outboxRow(flat: FlatOutboxRow): OutboxRow {
  return {
    id: flat.id,
    jobId: flat.jobId,
    agent: flat.agent,
    account: flat.account,
    person: flat.person,
    trigger: flat.trigger,
    subject: flat.subject,
    live: flat.live === 1,
    state: flat.state,
    operations: flat.operations,
    hash: flat.hash,
    transaction: transactionOf(flat),
    attempts: flat.attempts,
    notBefore: new Date(flat.notBefore),
    decidedAt: new Date(flat.decidedAt),
    because: flat.because,
    memory: flat.memory,
    receipt: receiptOf(flat),
  };
}

function transactionOf({ transactionId: id, signature, expiresAt, wire }: FlatOutboxRow): OutboxRow["transaction"] {
  if (id === null || signature === null || expiresAt === null || wire === null) return undefined;
  return { id, signature, expiresAt: new Date(expiresAt), wire };
}

function receiptOf({ receiptId, receiptBlock, endedAt }: FlatOutboxRow): OutboxRow["receipt"] {
  if (receiptId === null || receiptBlock === null || endedAt === null) return undefined;
  return { transactionId: receiptId, block: receiptBlock, at: new Date(endedAt) };
}
