import type { Store } from "../store.ts";
import { openConnection, type Connection } from "./connection.ts";
import { createListenStore } from "./listen.ts";
import { createMemoryStore } from "./memory.ts";
import { createScheduleStore } from "./schedule.ts";
import { createSendStore } from "./send.ts";
import { createViewStore } from "./views.ts";
import { storageError } from "./storage-error.ts";
import { createWorkStore } from "./work.ts";

export interface SqliteStoreOptions {
  /** Only look, beside a process that writes. Default false. */
  readonly readonly?: boolean;
}

/**
 * Opens the embedded store in one SQLite file, creating it (and its folder) where there is none. Throws
 * `config_invalid` when the file cannot be opened or a newer Skep made it, `store_corrupt` when it is damaged; so do
 * all methods of the store later on.
 */
export function openSqliteStore(path: string, options: SqliteStoreOptions = {}): Store {
  const connection = openConnection(path, { readonly: options.readonly ?? false });
  try {
    return createPorts(connection); // prepares every statement, so that a damaged schema shows here
  } catch (error) {
    connection[Symbol.dispose]();
    throw storageError(error, path);
  }
}

function createPorts(connection: Connection): Store {
  return {
    listen: createListenStore(connection),
    schedule: createScheduleStore(connection),
    work: createWorkStore(connection),
    send: createSendStore(connection),
    memory: createMemoryStore(connection),
    views: createViewStore(connection),
    async [Symbol.asyncDispose]() {
      connection[Symbol.dispose]();
    },
  };
}
