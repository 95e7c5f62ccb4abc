import type { SendStore } from "../send-store.ts";
import { prepareCloseRow } from "./close-row.ts";
import type { Connection } from "./connection.ts";
import { prepareMove } from "./move.ts";
import { prepareSelectOutbox } from "./outbox-row.ts";
import { prepareSettle } from "./settle.ts";
import { prepareSign } from "./sign.ts";

// Indexes are named where SQLite would rather read all that ever was than the few rows that are still open.
// What is signed goes first: nothing else of that account is signed before a node has it.
const due = `
  where o.id in (
    select coalesce(min(id) filter (where state = 'signed'), min(id) filter (where state = 'planned' and not_before <= ?))
    from outbox indexed by outbox_due where state in ('planned', 'signed') group by account)
    and o.not_before <= ?
  order by o.id`;
const unsettled = `
  where o.id in (
    select id from outbox indexed by outbox_unsettled where settled = 0 and state in ('confirmed', 'recorded'))
  order by o.id`;

/** The send port over SQLite. */
export function createSendStore(connection: Connection): SendStore {
  const { read, write } = connection;
  const selectDue = prepareSelectOutbox(connection, due);
  const selectUnsettled = prepareSelectOutbox(connection, unsettled);
  const sign = prepareSign(connection);
  const move = prepareMove(connection);
  const close = prepareCloseRow(connection);
  const defer = connection.prepare<[object]>(
    "update outbox set because = @because, not_before = @notBefore where id = @id and state in ('planned', 'signed')",
  );
  const settle = prepareSettle(connection);

  return {
    readDue: (now) => read(() => selectDue(now.getTime(), now.getTime())),
    markSigned: (id, transaction) => write(() => sign(id, transaction)),
    markSent: (id, transactionId) => write(() => move({ id, from: ["signed"], to: "sent", transactionId })),
    markRecorded: (id, transactionId, at) =>
      write(() => close({ id, from: ["signed"], to: "recorded", transactionId, at }, "spent")),
    markFailed: (id, because) =>
      write(() => close({ id, from: ["planned", "signed"], to: "failed", because }, "released")),
    markLapsed: (id, because) =>
      write(() => close({ id, from: ["draft", "planned", "signed"], to: "lapsed", because }, "released")),
    defer: (id, because, notBefore) =>
      write(() => defer.run({ id, because, notBefore: notBefore.getTime() }).changes === 1),
    readUnsettled: () => read(() => selectUnsettled()),
    settle: (id, memory) => write(() => settle(id, memory)),
  };
}
