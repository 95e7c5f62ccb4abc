import { randomBytes } from "node:crypto";
import { open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { complaintsError } from "../config/complaint.ts";
import { readTextFile } from "../config/read-text-file.ts";
import { sealKeys, unsealKeys } from "./keystore-file.ts";

/** Where the keystore of a project lies. */
export function keystoreIn(projectDir: string): string {
  return join(projectDir, "keystore.json");
}

/** Whether a project has one. */
export async function hasKeystore(projectDir: string): Promise<boolean> {
  return (await stat(keystoreIn(projectDir)).catch(() => undefined)) !== undefined;
}

/** The keys of a keystore, WIF by account; none where there is no file. Throws `config_invalid`, see {@link unsealKeys}. */
export async function readKeystore(projectDir: string, passphrase: string): Promise<Map<string, string>> {
  const read = await readTextFile(keystoreIn(projectDir));
  if ("text" in read) return unsealKeys(read.text, passphrase);
  if (read.isMissing) return new Map();
  throw complaintsError([read.complaint]);
}

/** Writes the whole keystore anew, for its owner's eyes only; a crash leaves the old one or the new one. */
export async function writeKeystore(
  projectDir: string,
  keys: ReadonlyMap<string, string>,
  passphrase: string,
): Promise<void> {
  const place = keystoreIn(projectDir);
  const draft = `${place}.${randomBytes(4).toString("hex")}`;
  try {
    const file = await open(draft, "wx", 0o600);
    try {
      await file.writeFile(await sealKeys(keys, passphrase));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, place);
  } finally {
    await rm(draft, { force: true });
  }
}
