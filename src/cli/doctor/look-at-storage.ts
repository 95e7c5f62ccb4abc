import { existsSync } from "node:fs";
import { mkdir, statfs } from "node:fs/promises";
import type { Config } from "../../config/config.ts";
import { databaseIn } from "../../runtime/open-bot.ts";
import { messageOf } from "../../shared/errors.ts";
import { checkIntegrity } from "../../store/sqlite/integrity.ts";
import { sizeText } from "../size-text.ts";
import { ill, warning, well, type Finding } from "./finding.ts";

/** Less than this, and a busy week may fill it: 1 GB. */
const tolerableBytes = 1e9;
/** Less than this, and the next minute may: 50 MB. */
const hardlyAnyBytes = 50e6;

/** The database, byte by byte, and the room that is left beside it. */
export async function lookAtStorage({ dataDir }: Config): Promise<Finding[]> {
  return [lookAtDatabase(databaseIn(dataDir)), await lookAtDisk(dataDir)];
}

function lookAtDatabase(path: string): Finding {
  const about = "database";
  if (!existsSync(path)) return well(about, `there is none yet: skep run makes ${path}`);
  try {
    const troubles = checkIntegrity(path);
    if (troubles.length === 0) return well(about, `${path} is whole`);
    return ill(about, troubles.slice(0, 3).join("; "), "stop the bot and put the last backup back (docs/operating.md)");
  } catch (error) {
    return ill(about, messageOf(error), "put the last backup back (docs/operating.md)");
  }
}

async function lookAtDisk(dataDir: string): Promise<Finding> {
  const about = "disk";
  try {
    await mkdir(dataDir, { recursive: true });
    const { bavail, bsize } = await statfs(dataDir);
    const free = bavail * bsize;
    const seen = `${sizeText(free)} free for ${dataDir}`;
    if (free >= tolerableBytes) return well(about, seen);
    const remedy = "make room: Skep stops acting when the disk is full, and loses nothing";
    return free < hardlyAnyBytes ? ill(about, seen, remedy) : warning(about, seen, remedy);
  } catch (error) {
    return ill(about, messageOf(error), "use another --data-dir, or mend its rights");
  }
}
