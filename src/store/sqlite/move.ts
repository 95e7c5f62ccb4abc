import type { OutboxState } from "../send-store.ts";
import type { Connection } from "./connection.ts";

/** One outbox row on its way from one state to the next. */
export interface Move {
  readonly id: number;
  /** Only from one of these. */
  readonly from: readonly OutboxState[];
  readonly to: OutboxState;
  /** Only if this is the id of its newest transaction. */
  readonly transactionId?: string;
  /** Only if this is the hash of its operations. */
  readonly hash?: string;
  /** Default empty. */
  readonly because?: string;
  readonly notBefore?: Date;
  /** When it ended. */
  readonly at?: Date;
}

/** Prepares moving a row; `false` and no change when it is not where it was thought to be any more. */
export function prepareMove(connection: Connection): (move: Move) => boolean {
  const statement = connection.prepare<[object]>(`
    update outbox set state = @to, because = @because, not_before = coalesce(@notBefore, not_before), ended_at = @at
    where id = @id and state in (select value from json_each(@from)) and (@hash is null or hash = @hash)
      and (@transactionId is null or exists
        (select 1 from attempt a where a.outbox_id = @id and a.number = attempts and a.transaction_id = @transactionId))`);
  return ({ id, from, to, transactionId = null, hash = null, because = "", notBefore, at }) => {
    const times = { notBefore: notBefore?.getTime() ?? null, at: at?.getTime() ?? null };
    return statement.run({ id, from: JSON.stringify(from), to, transactionId, hash, because, ...times }).changes === 1;
  };
}
