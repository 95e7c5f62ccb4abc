import type { Keepsake } from "../memory-store.ts";
import type { Connection } from "./connection.ts";
import { prepareMemoryTable } from "./memory-table.ts";

interface Receipt {
  readonly transactionId: string | null;
  readonly block: number | null;
}

/** Prepares settling a row that ended well, and its memories with it, once; `false` when there is nothing to settle. */
export function prepareSettle(connection: Connection): (outboxId: number, keepsake: Keepsake | undefined) => boolean {
  const settle = connection.prepare<[number]>(
    "update outbox set settled = 1 where id = ? and settled = 0 and state in ('confirmed', 'recorded')",
  );
  const keep = prepareKeep(connection);
  return (outboxId, keepsake) => {
    if (settle.run(outboxId).changes === 0) return false;
    if (keepsake !== undefined) keep(outboxId, keepsake);
    return true;
  };
}

function prepareKeep(connection: Connection): (outboxId: number, keepsake: Keepsake) => void {
  const table = prepareMemoryTable(connection);
  const receiptOf = connection.prepare<[number], Receipt>(
    "select receipt_id as transactionId, receipt_block as block from outbox where id = ?",
  );
  const repeat = connection.prepare<[object]>(
    "update memory set at = @at, expires_at = @expiresAt, used_at = @at where id in (select value from json_each(@ids))",
  );
  const use = connection.prepare<[object]>(`
    update memory set uses = uses + 1, used_at = max(used_at, @at)
    where id in (select value from json_each(@ids))`);
  const surplus = connection
    .prepare<[string, string, number], number>(
      `select id from memory where person = ? and agent = ? and shared = 0
       order by used_at desc, uses desc, id desc limit -1 offset ?`,
    )
    .pluck();

  return (outboxId, { memories, repeated, used, perAuthor, at, expiresAt }) => {
    const { transactionId, block } = receiptOf.get(outboxId) ?? {};
    const receipt = typeof transactionId === "string" ? { transactionId, block: block ?? 0 } : undefined;
    const moment = { at: at.getTime(), expiresAt: expiresAt.getTime() };
    repeat.run({ ...moment, ids: JSON.stringify(repeated) });
    use.run({ at: moment.at, ids: JSON.stringify(used) });
    for (const memory of memories) table.insert({ ...memory, receipt }, outboxId);
    const people = new Map(memories.map(({ agent, person }) => [`${agent} ${person}`, { agent, person }]));
    for (const { agent, person } of people.values()) {
      for (const id of surplus.all(person, agent, perAuthor)) table.remove(id);
    }
  };
}
