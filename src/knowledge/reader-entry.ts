import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { SkepError } from "../shared/errors.ts";

/**
 * The JavaScript file that the reading thread runs. Built code finds it beside itself; TypeScript sources (under vitest)
 * use the build in dist/, because Node 20 cannot run TypeScript.
 */
export function readerEntry(self: string = import.meta.url): string {
  const built = self.endsWith(".ts") ? "../../dist/knowledge/reader-worker.js" : "./reader-worker.js";
  const path = fileURLToPath(new URL(built, self));
  if (existsSync(path)) return path;
  throw new SkepError("config_invalid", `${path} is missing: run \`npm run build\``);
}
