import type { Ledger, NewSpending, Spending } from "../work-store.ts";
import type { Connection } from "./connection.ts";

interface SpendingRow extends Omit<Spending, "at"> {
  readonly at: number;
}

/** A reservation that an outbox row makes. */
export interface Reservation extends NewSpending {
  readonly outboxId: number;
  readonly agent: string;
  readonly account: string;
  readonly at: Date;
}

/** The ledger of an account, reached inside a transaction. */
export interface LedgerTable {
  /** The newest id of the account, 0 when it has none: only ever grows. */
  version(account: string): number;
  read(account: string, since: Date): Ledger;
  reserve(reservation: Reservation): void;
}

/** Prepares the statements. */
export function prepareLedger(connection: Connection): LedgerTable {
  const version = connection
    .prepare<[string], number>("select coalesce(max(id), 0) from ledger where account = ?")
    .pluck();
  const select = connection.prepare<[string, number], SpendingRow>(`
    select agent, capability, person, subject, at from ledger
    where account = ? and at >= ? and state <> 'released' order by at, id`);
  const insert = connection.prepare<[object]>(`
    insert into ledger (outbox_id, agent, account, capability, person, subject, at)
    values (@outboxId, @agent, @account, @capability, @person, @subject, @at)`);
  const versionOf = (account: string): number => version.get(account) ?? 0;

  return {
    version: versionOf,
    read: (account, since) => ({
      version: versionOf(account),
      spendings: select.all(account, since.getTime()).map((row) => ({ ...row, at: new Date(row.at) })),
    }),
    reserve(reservation) {
      insert.run({ ...reservation, at: reservation.at.getTime() });
    },
  };
}
