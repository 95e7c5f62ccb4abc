import { z } from "zod";
import type { PeopleStore, Standing, StoppedPerson } from "../people-store.ts";
import type { Connection } from "./connection.ts";
import { isNoLastWord, prepareEndContact } from "./end-contact.ts";

interface StandingRow {
  readonly name: string;
  readonly reputation: number | null;
  readonly hivePower: number | null;
  readonly followsOf: string;
  readonly at: number;
}

const names = z.array(z.string());

/** The people port over SQLite. */
export function createPeopleStore(connection: Connection): PeopleStore {
  const { read, write } = connection;
  const stopped = connection
    .prepare<[string], string>(
      "select name from account where name in (select value from json_each(?)) and stopped_at is not null",
    )
    .pluck();
  const list = connection.prepare<[number], { name: string; since: number; said: string }>(`
    select name, stopped_at as since, stop_said as said from account indexed by account_stopped
    where stopped_at is not null order by stopped_at desc, name limit ?`);
  const forgotten = connection.prepare<[string, number]>(
    "update account set forget_at = null where name = ? and forget_at <= ?",
  );
  const note = connection.prepare<[object]>(`
    insert into account (name, reputation, hive_power, follows_of, known_at)
    values (@name, @reputation, @hivePower, coalesce(@followsOf, '[]'), @at)
    on conflict do update set reputation = coalesce(@reputation, reputation), hive_power = coalesce(@hivePower, hive_power),
      follows_of = coalesce(@followsOf, follows_of), known_at = @at`);
  const standings = connection.prepare<[string], StandingRow>(`
    select name, reputation, hive_power as hivePower, follows_of as followsOf, known_at as at
    from account where name in (select value from json_each(?)) and known_at > 0`);
  const asked = connection.prepare<[]>("select 1 from account indexed by account_forget where forget_at is not null");
  const takeForgetDue = prepareForgetDue(connection);

  return {
    pickStopped: (people) => read(() => new Set(stopped.all(JSON.stringify(people)))),
    readStopped: (limit) =>
      read(() => list.all(limit).map((row): StoppedPerson => ({ ...row, since: new Date(row.since) }))),
    // Asked with every block: only who finds somebody writes.
    takeForgetDue: async () => ((await read(() => asked.get())) === undefined ? [] : write(takeForgetDue)),
    markForgotten: (name, at) => write(() => void forgotten.run(name, at.getTime())),
    noteStanding: (name, { reputation = null, hivePower = null, followedBy }, at) =>
      write(() => {
        const followsOf = followedBy === undefined ? null : JSON.stringify(followedBy);
        note.run({ name, reputation, hivePower, followsOf, at: at.getTime() });
      }),
    readStandings: (people) =>
      read(() => new Map(standings.all(JSON.stringify(people)).map((row) => [row.name, standingOf(row)]))),
  };
}

function standingOf({ reputation, hivePower, followsOf, at }: StandingRow): Standing & { readonly at: Date } {
  return {
    reputation: reputation ?? undefined,
    hivePower: hivePower ?? undefined,
    followedBy: names.parse(JSON.parse(followsOf)),
    at: new Date(at),
  };
}

function prepareForgetDue(connection: Connection): () => { name: string; at: Date }[] {
  const waiting = connection.prepare<[], { name: string; at: number }>(
    "select name, forget_at as at from account indexed by account_forget where forget_at is not null",
  );
  const inHand = connection.prepare<[string]>(`
    select 1 from inbox where person = ? and state in ('waiting', 'claimed') and state = 'claimed'
      and ${isNoLastWord("trigger_kind")} limit 1`);
  const onItsWay = connection.prepare<[string, string]>(`
    select 1 from outbox o indexed by outbox_state join inbox j on j.id = o.job_id
    where o.state in ('signed', 'sent') and j.person = ? and ${isNoLastWord("j.trigger_kind")}
    union all select 1 from outbox o indexed by outbox_unsettled join inbox j on j.id = o.job_id
    where o.settled = 0 and o.state in ('confirmed', 'recorded') and j.person = ?
      and ${isNoLastWord("j.trigger_kind")} limit 1`);
  const endContact = prepareEndContact(connection);
  return () =>
    waiting.all().flatMap(({ name, at }) => {
      endContact(name, "forget-me", at);
      const isBusy = inHand.get(name) !== undefined || onItsWay.get(name, name) !== undefined;
      return isBusy ? [] : [{ name, at: new Date(at) }];
    });
}
