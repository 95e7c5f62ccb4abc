import type { Landed } from "../listen-store.ts";
import type { Connection } from "./connection.ts";

/** What irreversible blocks mean for the outbox and its ledger. */
export interface ArrivalOfOurs {
  /** Whatever the row's state was: a block that cannot be undone has the last word. Once confirmed, nothing changes. */
  confirm(landed: Landed): void;
  /** Transactions whose time ran out before `moment` are over; rows that waited for one are planned again. */
  expire(moment: Date): void;
}

/** Prepares the statements; they are to be run inside one transaction. */
export function prepareArrivalOfOurs(connection: Connection): ArrivalOfOurs {
  const confirm = connection.prepare<[object]>(`
    update outbox set state = 'confirmed', because = '', receipt_id = @transactionId, receipt_block = @block, ended_at = @at
    where id = @outboxId and state <> 'confirmed'`);
  const spend = connection.prepare<[number]>(
    "update ledger set state = 'spent' where outbox_id = ? and state = 'reserved'",
  );
  // New rows, not the old ones revived: the ledger's version must grow when something turns out to be spent.
  const spendReleased = connection.prepare<[number]>(`
    insert into ledger (outbox_id, agent, account, capability, person, subject, thread, weight, state, at)
    select outbox_id, agent, account, capability, person, subject, thread, weight, 'spent', at
    from ledger where outbox_id = ? and state = 'released'`);
  const endAttempts = connection.prepare<[number]>("update attempt set over = 1 where over = 0 and expires_at <= ?");
  const planAgain = connection.prepare<[]>(`
    update outbox set because = 'expired before a block took it',
      not_before = iif(state = 'sent', 0, not_before), state = 'planned'
    where state in ('signed', 'sent') and exists
      (select 1 from attempt a where a.outbox_id = outbox.id and a.number = outbox.attempts and a.over = 1)`);

  return {
    confirm(landed) {
      if (confirm.run({ ...landed, at: landed.at.getTime() }).changes === 0) return;
      spendReleased.run(landed.outboxId);
      spend.run(landed.outboxId);
    },
    expire(moment) {
      if (endAttempts.run(moment.getTime()).changes > 0) planAgain.run();
    },
  };
}
