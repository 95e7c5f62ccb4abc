import { SkepError } from "../../shared/errors.ts";
import type { AwaitedTransaction, Cursor, ListenStore, SeenTransaction } from "../listen-store.ts";
import { prepareArrivalOfOurs } from "./arrival-of-ours.ts";
import type { Connection } from "./connection.ts";
import { prepareLateEdits } from "./late-edits.ts";
import { prepareInsertJob } from "./insert-job.ts";
import { prepareWishesOfPeople } from "./wishes-of-people.ts";

/** The listen port over SQLite. */
export function createListenStore(connection: Connection): ListenStore {
  const find = connection.prepare<[], Cursor>("select number, id from cursor");
  const start = connection.prepare<[number, string, number]>(
    "insert into cursor (only, number, id, born_at) values (1, ?, ?, ?)",
  );
  const advance = connection.prepare<[number, string, number, number, string]>(
    "update cursor set number = ?, id = ?, at = ? where number = ? and id = ?",
  );
  const awaited = connection.prepare<[], AwaitedTransaction>(`
    select a.outbox_id as outboxId, a.transaction_id as transactionId, a.signature
    from attempt a indexed by attempt_awaited join outbox o on o.id = a.outbox_id
    where a.over = 0 and o.state not in ('confirmed', 'recorded')
    order by a.outbox_id, a.number`);
  const lateEdits = prepareLateEdits(connection);
  const isKnown = prepareIsKnown(connection);
  const insertJob = prepareInsertJob(connection);
  const ours = prepareArrivalOfOurs(connection);
  const wish = prepareWishesOfPeople(connection);

  return {
    readCursor: () => connection.read(() => find.get()),
    startAt: (cursor, headNumber = cursor.number) =>
      connection.write(() => {
        const standing = find.get();
        if (standing !== undefined) throw misplaced(standing, undefined);
        start.run(cursor.number, cursor.id, headNumber);
      }),
    accept: ({ after, last, at, jobs, wishes = [], mostPerPerson = Infinity, landed, expiredBefore, ...late }) =>
      connection.write(() => {
        const { changes } = advance.run(last.number, last.id, at.getTime(), after.number, after.id);
        if (changes === 0) throw misplaced(find.get(), after);
        lateEdits.move(late);
        for (const transaction of landed) ours.confirm(transaction);
        ours.expire(expiredBefore); // after the receipts, so that what landed in time is not sent again
        const lastWords = wishes.flatMap((each) => wish(each) ?? []);
        return [...lastWords, ...jobs].filter((job) => insertJob(job, mostPerPerson) === "waits");
      }),
    readPutOff: () => connection.read(() => lateEdits.read()),
    readAwaited: () => connection.read(() => awaited.all()),
    pickStrangers: (seen) => connection.read(() => seen.filter((transaction) => !isKnown(transaction))),
  };
}

function prepareIsKnown(connection: Connection): (transaction: SeenTransaction) => boolean {
  const isHistory = connection.prepare<[number]>("select 1 from cursor where born_at >= ?");
  const signed = connection.prepare<[string]>(
    "select 1 from attempt where signature in (select value from json_each(?)) limit 1",
  );
  return ({ signatures, block }) =>
    isHistory.get(block) !== undefined || signed.get(JSON.stringify(signatures)) !== undefined;
}

function misplaced(standing: Cursor | undefined, wanted: Cursor | undefined): SkepError {
  const message = `the cursor stands at ${nameOf(standing)}, expected ${nameOf(wanted)}: does another Skep write here?`;
  return new SkepError("store_corrupt", message, { details: { standing, wanted } });
}

function nameOf(cursor: Cursor | undefined): string {
  return cursor === undefined ? "no block" : `block ${cursor.number} (${cursor.id})`;
}
