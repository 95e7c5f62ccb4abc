import type { Memory, MemoryStore } from "../memory-store.ts";
import type { Connection } from "./connection.ts";

interface MemoryRow extends Omit<Memory, "at"> {
  readonly at: number;
}

/** The memory port over SQLite. */
export function createMemoryStore(connection: Connection): MemoryStore {
  const select = connection.prepare<[string, string, number], MemoryRow>(`
    select id, agent, person, subject, thread, asked, answered, at from memory
    where agent = ? and person = ? order by at desc, id desc limit ?`);
  return {
    readMemories: (agent, person, limit) =>
      connection.read(() => select.all(agent, person, limit).map((row) => ({ ...row, at: new Date(row.at) }))),
  };
}
