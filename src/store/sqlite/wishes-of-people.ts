import type { NewJob, PersonWish } from "../listen-store.ts";
import type { Connection } from "./connection.ts";
import { prepareEndContact } from "./end-contact.ts";

/**
 * Prepares writing down what somebody wishes, inside one transaction; answers the job that acknowledges it, when that is
 * to be inserted now: of every kind of wish a person gets one acknowledgement at most, ever.
 */
export function prepareWishesOfPeople(connection: Connection): (wish: PersonWish) => NewJob | undefined {
  const stop = connection.prepare<[object]>(`
    insert into account (name, stopped_at, stop_said) values (@person, @at, @subject)
    on conflict do update set stopped_at = @at, stop_said = @subject where stopped_at is null`);
  const start = connection.prepare<[string]>(
    "update account set stopped_at = null, stop_said = '' where name = ? and stopped_at is not null",
  );
  const forget = connection.prepare<[object]>(`
    insert into account (name, forget_at) values (@person, @at) on conflict do update set forget_at = @at`);
  const tellStop = connection.prepare<[string]>("update account set stop_told = 1 where name = ? and stop_told = 0");
  const tellForget = connection.prepare<[string]>(
    "update account set forget_told = 1 where name = ? and forget_told = 0",
  );
  const endContact = prepareEndContact(connection);

  return ({ wish, person, subject, at, acknowledgement }) => {
    const values = { person, subject, at: at.getTime() };
    if (wish === "start") {
      start.run(person);
      return undefined;
    }
    if (wish === "stop") stop.run(values);
    else forget.run({ person, at: values.at });
    if (wish === "stop") endContact(person, "opt-out", Number.MAX_SAFE_INTEGER);
    else endContact(person, "forget-me", values.at);
    const tell = wish === "stop" ? tellStop : tellForget;
    return acknowledgement !== undefined && tell.run(person).changes === 1 ? acknowledgement : undefined;
  };
}
