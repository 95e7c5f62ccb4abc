import { SkepError } from "../../shared/errors.ts";
import type { OutboxRow } from "../../store/send-store.ts";
import type { Store } from "../../store/store.ts";

/** The row of this number. Throws `config_invalid` where there is none. */
export async function findRow(store: Store, key: string): Promise<OutboxRow> {
  const row = /^\d+$/.test(key) ? await store.views.findOutboxRow(Number(key)) : undefined;
  if (!row) throw new SkepError("config_invalid", `there is no row ${key} in the outbox: see skep outbox list`);
  return row;
}
