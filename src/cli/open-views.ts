import { existsSync } from "node:fs";

import { loadConfig } from "../config/load-config.ts";
import type { Flags } from "../config/setting-names.ts";
import { databaseIn } from "../runtime/open-bot.ts";
import { SkepError } from "../shared/errors.ts";
import { openSqliteStore } from "../store/sqlite/open.ts";
import type { Store } from "../store/store.ts";

/** Opens the store beside a bot that may be running. Throws `config_invalid` where there is none yet. */
export async function openViews(flags: Flags, options: { readonly?: boolean } = { readonly: true }): Promise<Store> {
  const { config } = await loadConfig({ flags });
  const path = databaseIn(config.dataDir);
  if (!existsSync(path))
    throw new SkepError("config_invalid", `there is no database in ${config.dataDir} yet: skep run makes it`);
  return openSqliteStore(path, options);
}
