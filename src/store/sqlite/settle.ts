import type { NewMemory } from "../send-store.ts";
import type { Connection } from "./connection.ts";

/** Prepares settling a row that ended well, and its memory with it, once; `false` when there is nothing to settle. */
export function prepareSettle(connection: Connection): (outboxId: number, memory: NewMemory | undefined) => boolean {
  const settle = connection.prepare<[number]>(
    "update outbox set settled = 1 where id = ? and settled = 0 and state in ('confirmed', 'recorded')",
  );
  const remember = connection.prepare<[object]>(`
    insert into memory (outbox_id, agent, person, subject, thread, asked, answered, at)
    values (@outboxId, @agent, @person, @subject, @thread, @asked, @answered, @at)`);

  return (outboxId, memory) => {
    if (settle.run(outboxId).changes === 0) return false;
    if (memory !== undefined) remember.run({ ...memory, at: memory.at.getTime(), outboxId });
    return true;
  };
}
