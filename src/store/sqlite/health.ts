import type { HealthStore } from "../health-store.ts";
import type { Connection } from "./connection.ts";

interface NoteRow {
  readonly report: string;
  readonly at: number;
}

/** The health port over SQLite. */
export function createHealthStore({ prepare, read, write }: Connection): HealthStore {
  const replace = prepare<[object]>("insert or replace into health (only, report, at) values (1, @report, @at)");
  const select = prepare<[], NoteRow>("select report, at from health");
  return {
    note: ({ report, at }) => write(() => void replace.run({ report, at: at.getTime() })),
    findNote: () =>
      read(() => {
        const found = select.get();
        return found && { report: found.report, at: new Date(found.at) };
      }),
  };
}
