import { existsSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { defineCommand } from "citty";
import { loadConfig } from "../config/load-config.ts";
import { databaseIn } from "../runtime/open-bot.ts";
import { SkepError } from "../shared/errors.ts";
import { backUp } from "../store/sqlite/backup.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";
import { sizeText } from "./size-text.ts";

export const backup = defineCommand({
  meta: { name: "backup", description: "Copy the database beside a running bot, and check the copy" },
  args: {
    ...settingArgs,
    file: {
      type: "positional",
      description: "Where to (default: backups/skep-<moment>.db in the data directory)",
      required: false,
    },
    json: { type: "boolean", description: "For machines" },
  },
  async run({ args }) {
    const { config } = await loadConfig({ flags: flagsOf(args) });
    const from = databaseIn(config.dataDir);
    if (!existsSync(from))
      throw new SkepError("config_invalid", `there is no database in ${config.dataDir} yet: skep run makes it`);
    const to = args.file ?? join(config.dataDir, "backups", `skep-${momentForFiles(new Date())}.db`);
    if (existsSync(to)) throw new SkepError("config_invalid", `${to} is there already: name another file`);
    await mkdir(dirname(to), { recursive: true });
    if (process.stderr.isTTY) console.error(`Copying ${sizeText(statSync(from).size)} …`);
    backUp(from, to);
    const { size: bytes } = statSync(to);
    if (args.json) return console.log(JSON.stringify({ file: to, bytes }));
    console.log(`${to}: ${sizeText(bytes)}, read to its last page and whole.`);
  },
});

/** `20261123T180000Z`. */
function momentForFiles(now: Date): string {
  return now.toISOString().replaceAll(/[-:]|\.\d+/g, "");
}
