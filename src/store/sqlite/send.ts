import type { SendStore } from "../send-store.ts";
import { prepareCloseRow } from "./close-row.ts";
import type { Connection } from "./connection.ts";
import { prepareMove } from "./move.ts";
import { prepareLastSaid } from "./last-said.ts";
import { prepareSelectOutbox } from "./outbox-row.ts";
import { prepareRefusals } from "./refusals.ts";
import { prepareSettle } from "./settle.ts";
import { prepareSign } from "./sign.ts";
import { isNotPaused } from "./switch.ts";

/** SQL that is word for word the condition of the index: SQLite uses it for nothing less. */
const isOpen = (row: string): string => `${row}.state in ('planned', 'signed', 'sent')`;

// Indexes are named where SQLite would rather read all that ever was than the few rows that are still open.
// What is signed goes first: nothing else of that account is signed before a node has it.
const due = `
  where o.id in (
    select coalesce(min(d.id) filter (where d.state = 'signed'),
      min(d.id) filter (where d.state = 'planned' and d.not_before <= ?))
    from outbox d indexed by outbox_due join inbox k on k.id = d.job_id
    where ${isOpen("d")} and d.state <> 'sent' and ${isNotPaused("k.agent")} group by d.account
    union all select s.id from outbox s indexed by outbox_due where ${isOpen("s")} and s.state = 'sent')
    and o.not_before <= ? and ${isNotPaused("j.agent")}
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
  const selectDrafts = prepareSelectOutbox(connection, "where o.state = 'draft' order by o.id");
  const sign = prepareSign(connection);
  const move = prepareMove(connection);
  const close = prepareCloseRow(connection);
  const defer = connection.prepare<[object]>(
    "update outbox set because = @because, not_before = @notBefore where id = @id and state in ('planned', 'signed')",
  );
  const settle = prepareSettle(connection);
  const refusals = prepareRefusals(connection);
  const lastSaid = prepareLastSaid(connection);

  return {
    readDue: (now) => read(() => selectDue(now.getTime(), now.getTime())),
    markSigned: (id, transaction) => write(() => sign(id, transaction)),
    markSent: (id, transactionId, again) =>
      write(() => move({ id, from: ["signed", "sent"], to: "sent", transactionId, notBefore: again })),
    markRecorded: (id, transactionId, at) =>
      write(() => close({ id, from: ["signed"], to: "recorded", transactionId, at }, "spent")),
    markFailed: (id, because, at) =>
      write(() =>
        close({ id, from: ["planned", "signed"], to: "failed", because, at }, "released") ? refusals(id) : 0,
      ),
    markLapsed: (id, because) =>
      write(() => close({ id, from: ["draft", "planned", "signed"], to: "lapsed", because }, "released")),
    readDrafts: () => read(() => selectDrafts()),
    lapseDraft: (id, because) => write(() => close({ id, from: ["draft"], to: "lapsed", because }, "released")),
    defer: (id, because, notBefore) =>
      write(() => defer.run({ id, because, notBefore: notBefore.getTime() }).changes === 1),
    readLastSaid: (account) => read(() => lastSaid(account)),
    readUnsettled: () => read(() => selectUnsettled()),
    settle: (id, keepsake) => write(() => settle(id, keepsake)),
  };
}
