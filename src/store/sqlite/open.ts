import type { Store } from "../store.ts";
import { openConnection, type Connection, type ConnectionOptions } from "./connection.ts";
import { createForgetStore } from "./forget.ts";
import { createHealthStore } from "./health.ts";
import { createKnowledgeStore } from "./knowledge.ts";
import { createListenStore } from "./listen.ts";
import { createMemoryStore } from "./memory.ts";
import { createPeopleStore } from "./people.ts";
import { createReadingStore } from "./reading.ts";
import { createScheduleStore } from "./schedule.ts";
import { createSendStore } from "./send.ts";
import { createStandingStore } from "./standing.ts";
import { storageError } from "./storage-error.ts";
import { createSwitchStore } from "./switch.ts";
import { createTidyStore } from "./tidy.ts";
import { createViewStore } from "./views.ts";
import { createWorkStore } from "./work.ts";

/**
 * Opens the embedded store in one SQLite file, creating it (and its folder) where there is none. Throws
 * `config_invalid` when the file cannot be opened or a newer Skep made it, `store_corrupt` when it is damaged. Later on
 * all methods throw `store_unavailable` when the disk is full or read-only or another program holds the file for longer
 * than the patience, and `store_corrupt` for damage.
 */
export function openSqliteStore(path: string, options: ConnectionOptions = {}): Store {
  const connection = openConnection(path, options);
  try {
    return createSqliteStore(connection); // prepares every statement, so that a damaged schema shows here
  } catch (error) {
    connection[Symbol.dispose]();
    throw storageError(error, path, "opening");
  }
}

/** The ports over an open connection, which is closed with the store. */
export function createSqliteStore(connection: Connection): Store {
  return {
    listen: createListenStore(connection),
    schedule: createScheduleStore(connection),
    work: createWorkStore(connection),
    send: createSendStore(connection),
    switches: createSwitchStore(connection),
    tidy: createTidyStore(connection),
    memory: createMemoryStore(connection),
    forget: createForgetStore(connection),
    knowledge: createKnowledgeStore(connection),
    people: createPeopleStore(connection),
    readings: createReadingStore(connection),
    views: createViewStore(connection),
    health: createHealthStore(connection),
    standing: createStandingStore(connection),
    async [Symbol.asyncDispose]() {
      connection[Symbol.dispose]();
    },
  };
}
