import type { Arrival, LateEdit } from "../listen-store.ts";
import type { Connection } from "./connection.ts";

/** Edits that wait for their text, reached inside a transaction. */
export interface LateEditTable {
  /** Oldest first. */
  read(): LateEdit[];
  /** Puts new ones off and forgets those that are mended. */
  move(late: Pick<Arrival, "putOff" | "mended">): void;
}

/** Prepares the statements. */
export function prepareLateEdits(connection: Connection): LateEditTable {
  const select = connection.prepare<[], LateEdit>("select event_id as id, event from late_edit order by rowid");
  const insert = connection.prepare<[LateEdit]>(
    "insert into late_edit (event_id, event) values (@id, @event) on conflict do nothing",
  );
  const remove = connection.prepare<[string]>("delete from late_edit where event_id = ?");
  return {
    read: () => select.all(),
    move({ putOff = [], mended = [] }) {
      for (const edit of putOff) insert.run(edit);
      for (const id of mended) remove.run(id);
    },
  };
}
