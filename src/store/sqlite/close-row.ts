import type { Connection } from "./connection.ts";
import { prepareMove, type Move } from "./move.ts";

/** Prepares moving a row to its end and deciding over its reservations; `false` and no change when it moved on before. */
export function prepareCloseRow(connection: Connection): (move: Move, reservations: "spent" | "released") => boolean {
  const move = prepareMove(connection);
  const close = connection.prepare<[string, number]>(
    "update ledger set state = ? where outbox_id = ? and state = 'reserved'",
  );
  return (wanted, reservations) => {
    if (!move(wanted)) return false;
    close.run(reservations, wanted.id);
    return true;
  };
}
