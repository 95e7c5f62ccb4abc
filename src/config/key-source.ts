import { join } from "node:path";
import { complaintsError } from "./complaint.ts";
import { readEnvFile } from "./env-file.ts";

/** Where secrets come from. Read once, by whoever needs one; nothing else asks for them. */
export interface KeySource {
  /** The posting key of an account in WIF form; `undefined` when there is none. Never logged, never stored. */
  findPostingKey(account: string): string | undefined;
  /** The key for a model server that a variable holds, as `apiKeyEnv` in skep.yaml names it. Never logged, never stored. */
  findApiKey(variable: string): string | undefined;
}

const prefix = "HIVE_POSTING_KEY_";

/** `HIVE_POSTING_KEY_SAGE_AGENT` for `sage.agent`: upper case, and `_` for what is no letter or digit. */
export function postingKeyName(account: string): string {
  return prefix + account.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_");
}

/** Whether a name in the environment is that of a posting key. */
export function isPostingKeyName(name: string): boolean {
  return name.startsWith(prefix);
}

/**
 * Keys from `.env` in the project's folder and, where it has none, from the real environment. Throws `config_invalid`
 * when `.env` cannot be read. The values live in this closure only: the returned object shows nothing when printed.
 */
export async function openKeySource(
  projectDir: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<KeySource> {
  const file = await readEnvFile(join(projectDir, ".env"));
  if ("complaint" in file) throw complaintsError([file.complaint]);
  const find = (name: string): string | undefined =>
    file.values[name]?.trim() || environment[name]?.trim() || undefined;
  return {
    findPostingKey: (account) => find(postingKeyName(account)),
    // A posting key must not end up in a header because a setting names the wrong variable.
    findApiKey: (variable) => (isPostingKeyName(variable) ? undefined : find(variable)),
  };
}
