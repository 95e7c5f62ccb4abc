import { join } from "node:path";
import { complaintsError } from "../config/complaint.ts";
import { readTextFile } from "../config/read-text-file.ts";

/** Finds what systemd's LoadCredential= put under a name; `undefined` where it put nothing. */
export type FindCredential = (name: string) => Promise<string | undefined>;

/**
 * Credentials of a service: files that systemd lays into a folder which only the service may read, each named as the unit
 * names it. `folder`: what $CREDENTIALS_DIRECTORY says; absent: there are none. Throws `config_invalid` for a file that
 * cannot be read.
 */
export function credentialsIn(folder: string | undefined): FindCredential {
  return async (name) => {
    if (folder === undefined) return undefined;
    const read = await readTextFile(join(folder, name));
    if ("text" in read) return read.text.trim() || undefined;
    if (read.isMissing) return undefined;
    throw complaintsError([read.complaint]);
  };
}
