import type { ScheduleStore } from "../schedule-store.ts";
import type { Connection } from "./connection.ts";
import { prepareInsertJob } from "./insert-job.ts";

/** The schedule port over SQLite. */
export function createScheduleStore(connection: Connection): ScheduleStore {
  const find = connection
    .prepare<[string, string], number>("select last_slot from schedule where agent = ? and name = ?")
    .pluck();
  const start = connection.prepare<[string, string, number]>(
    "insert into schedule (agent, name, last_slot) values (?, ?, ?) on conflict do nothing",
  );
  const restart = connection.prepare<[number, string, string]>(
    "update schedule set last_slot = ? where agent = ? and name = ?",
  );
  const move = connection.prepare<[string, string, number]>(`
    insert into schedule (agent, name, last_slot) values (?, ?, ?)
    on conflict do update set last_slot = max(last_slot, excluded.last_slot)`);
  const insertJob = prepareInsertJob(connection);

  return {
    findLastSlot: (agent, name) =>
      connection.read(() => {
        const slot = find.get(agent, name);
        return slot === undefined ? undefined : new Date(slot);
      }),
    startCounting: (agent, name, moment) =>
      connection.write(() => {
        start.run(agent, name, moment.getTime());
      }),
    countFrom: (agent, name, moment) =>
      connection.write(() => {
        restart.run(moment.getTime(), agent, name);
      }),
    acceptSlot: (name, slot, job) =>
      connection.write(() => {
        move.run(job.agent, name, slot.getTime());
        return insertJob(job) === "waits";
      }),
  };
}
