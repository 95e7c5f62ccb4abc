import type { Connection } from "./connection.ts";

// Of the operations stays what names the post or the vote: `written` derives from it.
const skeletonOfOperations = `
  json_array(json_object('type', json_extract(operations, '$[0].type'), 'author', json_extract(operations, '$[0].author'),
    'permlink', json_extract(operations, '$[0].permlink'), 'parentAuthor', json_extract(operations, '$[0].parentAuthor')))`;

/** Prepares making a skeleton of a job: who, what about, how it ended, hashes, ids and receipts stay. */
export function prepareShrink(connection: Connection): (jobId: number, how?: { isForgotten?: boolean }) => void {
  const shrinkings = [
    "update inbox set event = '', shrunk = 1 where id = ?",
    "delete from turn where job_id = ?",
    "update decision set decision = '{}' where job_id = ?",
    "update attempt set wire = '' where outbox_id in (select id from outbox where job_id = ?)",
    `update outbox set memory = '', operations = ${skeletonOfOperations} where job_id = ?`,
  ].map((sql) => connection.prepare<[number]>(sql));
  // Reasons may quote what was said; and nobody shall take up again what was set aside.
  const forgettings = [
    "update inbox set because = 'forgotten', gates = '', state = case state when 'parked' then 'gated' else state end where id = ?",
    "update decision set because = '' where job_id = ?",
    "update outbox set because = '' where job_id = ?",
  ].map((sql) => connection.prepare<[number]>(sql));
  return (jobId, { isForgotten = false } = {}) => {
    for (const shrinking of shrinkings) shrinking.run(jobId);
    if (isForgotten) for (const forgetting of forgettings) forgetting.run(jobId);
  };
}
