import { createRequire } from "node:module";
import { z } from "zod";

const manifest = z.object({ version: z.string() });
const { version } = manifest.parse(createRequire(import.meta.url)("../../package.json"));

/** What stands as `app` in the json_metadata of everything Skep writes, such as `"skep/0.1.0"`. */
export const appName = `skep/${version}`;
