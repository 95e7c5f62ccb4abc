import type { StoredTransaction } from "../send-store.ts";
import type { Connection } from "./connection.ts";
import { isNotPaused } from "./switch.ts";

/**
 * Prepares keeping a signed transaction as the newest attempt of a planned row. Earlier attempts stay: one that a node
 * put off may be in a block all the same.
 */
export function prepareSign(connection: Connection): (outboxId: number, transaction: StoredTransaction) => boolean {
  const sign = connection.prepare<[number]>(`
    update outbox set state = 'signed', because = '', attempts = attempts + 1
    where id = ? and state = 'planned'
      and ${isNotPaused("(select j.agent from inbox j where j.id = outbox.job_id)")}`);
  const keep = connection.prepare<[object]>(`
    insert into attempt (outbox_id, number, transaction_id, signature, expires_at, wire)
    select id, attempts, @transactionId, @signature, @expiresAt, @wire from outbox where id = @outboxId`);

  return (outboxId, { id: transactionId, signature, expiresAt, wire }) => {
    if (sign.run(outboxId).changes === 0) return false;
    keep.run({ outboxId, transactionId, signature, expiresAt: expiresAt.getTime(), wire });
    return true;
  };
}
