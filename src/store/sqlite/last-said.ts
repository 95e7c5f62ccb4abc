import type { LastSaid, SaidAt } from "../send-store.ts";
import type { Connection } from "./connection.ts";

interface SaidRow {
  readonly endedAt: number | null;
  readonly expiresAt: number;
}

/** Rows are seldom said out of their order: a draft that was approved late, a row that was put off. */
const lookedThrough = 50;

const newest = (kind: string): string => `
  select endedAt, expiresAt from (
    select case when o.state = 'confirmed' then o.ended_at end as endedAt, a.expires_at as expiresAt
    from outbox o indexed by outbox_said join attempt a on a.outbox_id = o.id and a.number = o.attempts
    where o.account = ? and o.written is not null and o.live = 1 and o.state in ('signed', 'sent', 'confirmed') ${kind}
    order by o.id desc limit ${lookedThrough})
  order by coalesce(endedAt, expiresAt) desc limit 1`;

/** Prepares looking up an account's newest posts that stand in a block or are on their way. */
export function prepareLastSaid(connection: Connection): (account: string) => LastSaid {
  const any = connection.prepare<[string], SaidRow>(newest(""));
  const root = connection.prepare<[string], SaidRow>(
    newest("and json_extract(o.operations, '$[0].parentAuthor') = ''"),
  );
  return (account) => ({ root: saidAt(root.get(account)), any: saidAt(any.get(account)) });
}

function saidAt(row: SaidRow | undefined): SaidAt | undefined {
  return row && { at: new Date(row.endedAt ?? row.expiresAt), isConfirmed: row.endedAt !== null };
}
