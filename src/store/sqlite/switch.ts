import type { SwitchStore } from "../switch-store.ts";
import type { Connection } from "./connection.ts";

/** The name under which all agents are paused. */
const everyone = "";

/** SQL that holds while nobody has paused the agent of this column, nor all of them. */
export function isNotPaused(column: string): string {
  return `not exists (select 1 from switch s where s.agent in (${column}, '${everyone}') and s.paused_at is not null)`;
}

interface PauseRow {
  readonly agent: string;
  readonly since: number;
  readonly because: string;
}

/** The switch port over SQLite. */
export function createSwitchStore(connection: Connection): SwitchStore {
  const { read, write } = connection;
  const pause = connection.prepare<[object]>(`
    insert into switch (agent, paused_at, because) values (@agent, @at, @because)
    on conflict do update set paused_at = excluded.paused_at, because = excluded.because where paused_at is null`);
  const resume = connection.prepare<[object]>(
    "update switch set paused_at = null, because = '', resumed_at = @at where agent = @agent and paused_at is not null",
  );
  const select = connection.prepare<[], PauseRow>(
    "select agent, paused_at as since, because from switch where paused_at is not null order by agent",
  );

  return {
    pause: (agent = everyone, because, at) =>
      write(() => pause.run({ agent, because, at: at.getTime() }).changes === 1),
    resume: (agent = everyone, at) => write(() => resume.run({ agent, at: at.getTime() }).changes === 1),
    readPauses: () =>
      read(() =>
        select.all().map(({ agent, since, because }) => ({
          agent: agent === everyone ? undefined : agent,
          since: new Date(since),
          because,
        })),
      ),
  };
}
