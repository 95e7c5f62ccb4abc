import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { SkepError } from "../shared/errors.ts";

/**
 * The JavaScript file that the engine process runs. Built code finds it beside itself. TypeScript sources (under
 * vitest) use the build in dist/, because Node 20 cannot run TypeScript: `npm run build` comes before the tests.
 */
export function engineEntry(self: string = import.meta.url): string {
  const built = self.endsWith(".ts") ? "../../dist/model/engine-process.js" : "./engine-process.js";
  const path = fileURLToPath(new URL(built, self));
  if (existsSync(path)) return path;
  throw new SkepError("model_unavailable", `${path} is missing: run \`npm run build\``);
}
