import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import type { StorePlace } from "./contract/place.ts";

/** A database file in a temporary folder of its own. */
export interface SqlitePlace extends StorePlace {
  readonly path: string;
}

/** Makes the folder; disposing of it removes it. */
export function createSqlitePlace(): SqlitePlace {
  const folder = mkdtempSync(join(tmpdir(), "skep-store-"));
  const path = join(folder, "skep.db");
  return {
    path,
    open: () => openSqliteStore(path),
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
