import { secretPlaces } from "../config/environment.ts";
import { isPostingKeyName, openKeySource, postingKeyName, type KeySource } from "../config/key-source.ts";
import { SkepError } from "../shared/errors.ts";
import { credentialsIn, type FindCredential } from "./credentials.ts";
import { hasKeystore, readKeystore } from "./keystore.ts";

/** The name under which a unit hands over the passphrase of the keystore. */
export const passphraseCredential = "skep-keystore-passphrase";

export interface OpenKeysOptions {
  readonly projectDir: string;
  /** Accounts whose posting keys are needed; with none of them the keystore stays closed. */
  readonly accounts: readonly string[];
  /** Names of variables that hold keys for model servers. */
  readonly variables: readonly string[];
  /** Asks the operator; absent where nobody can be asked. */
  readonly ask?: (question: string) => Promise<string>;
  /** Default: the real environment. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/**
 * Every place of keys as one source, each key from the first that has it: systemd credential, keystore, .env, the real
 * environment. Read once; the values live in closures only. Throws `config_invalid` for what cannot be read or opened.
 */
export async function openKeys(options: OpenKeysOptions): Promise<KeySource> {
  const { projectDir, accounts, variables, ask, environment } = options;
  const { credentialsDirectory, passphrase } = secretPlaces(environment);
  const findCredential = credentialsIn(credentialsDirectory);
  const others = await openKeySource(projectDir, environment);
  const credentials = await readCredentials([...accounts.map(postingKeyName), ...variables], findCredential);
  const isOpened = accounts.length > 0 && (await hasKeystore(projectDir));
  const sealed = isOpened
    ? await readKeystore(projectDir, await findPassphrase(findCredential, passphrase, ask))
    : new Map<string, string>();
  return {
    findPostingKey: (account) =>
      credentials.get(postingKeyName(account)) ?? sealed.get(account) ?? others.findPostingKey(account),
    findApiKey: (variable) =>
      isPostingKeyName(variable) ? undefined : (credentials.get(variable) ?? others.findApiKey(variable)),
  };
}

/** The passphrase: from the unit's credentials, from the environment, or from whoever sits at the terminal. */
export async function findPassphrase(
  findCredential: FindCredential,
  fromEnvironment: string | undefined,
  ask: OpenKeysOptions["ask"],
): Promise<string> {
  const found = (await findCredential(passphraseCredential)) ?? fromEnvironment;
  if (found !== undefined) return found;
  if (ask !== undefined) return ask("Passphrase of the keystore: ");
  const message = `the keystore is locked and nobody can be asked: hand its passphrase over as the credential ${passphraseCredential}`;
  throw new SkepError("config_invalid", message);
}

async function readCredentials(names: readonly string[], find: FindCredential): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const name of names) {
    const value = await find(name);
    if (value !== undefined) found.set(name, value);
  }
  return found;
}
