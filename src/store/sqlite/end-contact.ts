import { prepareCloseRow } from "./close-row.ts";
import type { Connection } from "./connection.ts";

const reasons = {
  "opt-out": "opt-out: they asked to be left alone",
  "forget-me": "forget-me: they asked to be forgotten",
} as const;

/** The kinds of job that acknowledge a wish: the last word to somebody who wants to hear no more. */
export const isNoLastWord = (column: string): string => `${column} not in ('stop', 'forget')`;

/**
 * Prepares ending what is about to be said to a person: jobs that wait are gated, drafts and planned rows lapse and free
 * what they reserved, if they are of what happened up to a moment. Jobs in hand and bytes that are signed are for their loops to look at. To be run inside a write.
 */
export function prepareEndContact(
  connection: Connection,
): (person: string, why: keyof typeof reasons, upTo: number) => void {
  const endJobs = connection.prepare<[string, string, number]>(`
    update inbox set state = 'gated', because = ?
    where person = ? and state in ('waiting', 'claimed') and state = 'waiting'
      and happened_at <= ? and ${isNoLastWord("trigger_kind")}`);
  const open = connection
    .prepare<[string, number], number>(
      `
    select o.id from outbox o indexed by outbox_state join inbox j on j.id = o.job_id
    where o.state in ('draft', 'planned') and j.person = ? and j.happened_at <= ?
      and ${isNoLastWord("j.trigger_kind")}`,
    )
    .pluck();
  const close = prepareCloseRow(connection);
  return (person, why, upTo) => {
    const because = reasons[why];
    endJobs.run(because, person, upTo);
    for (const id of open.all(person, upTo))
      close({ id, from: ["draft", "planned"], to: "lapsed", because }, "released");
  };
}
