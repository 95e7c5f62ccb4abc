import type { Ledger, LedgerVote, NewSpending, Spending } from "../work-store.ts";
import type { Connection } from "./connection.ts";

interface SpendingRow extends Omit<Spending, "at"> {
  readonly at: number;
}

interface VoteRow extends Omit<LedgerVote, "at" | "isOpen"> {
  readonly at: number;
  readonly state: "reserved" | "spent";
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
  /** The account's votes since a moment, oldest first, those of released rows left out. */
  readVotes(account: string, since: Date): readonly LedgerVote[];
  reserve(reservation: Reservation): void;
}

/** Prepares the statements. */
export function prepareLedger(connection: Connection): LedgerTable {
  const version = connection
    .prepare<[string], number>("select coalesce(max(id), 0) from ledger where account = ?")
    .pluck();
  const select = connection.prepare<[string, number], SpendingRow>(`
    select agent, capability, person, subject, thread, weight, at from ledger
    where account = ? and at >= ? and state <> 'released' order by at, id`);
  const insert = connection.prepare<[object]>(`
    insert into ledger (outbox_id, agent, account, capability, person, subject, thread, weight, at)
    values (@outboxId, @agent, @account, @capability, @person, @subject, @thread, @weight, @at)`);
  const votes = connection.prepare<[string, number], VoteRow>(`
    select agent, subject, weight, at, state from ledger indexed by ledger_votes
    where account = ? and at >= ? and capability = 'upvote' and state <> 'released' order by at, id`);
  const versionOf = (account: string): number => version.get(account) ?? 0;

  return {
    version: versionOf,
    read: (account, since) => ({
      version: versionOf(account),
      spendings: select.all(account, since.getTime()).map((row) => ({ ...row, at: new Date(row.at) })),
    }),
    readVotes: (account, since) =>
      votes.all(account, since.getTime()).map(({ at, state, ...vote }) => ({
        ...vote,
        at: new Date(at),
        isOpen: state === "reserved",
      })),
    reserve(reservation) {
      insert.run({ thread: "", weight: 0, ...reservation, at: reservation.at.getTime() });
    },
  };
}
