/** Whether the operator wants no colours (https://no-color.org). */
export function isColourless(environment: Readonly<Record<string, string | undefined>> = process.env): boolean {
  return (environment["NO_COLOR"] ?? "") !== "";
}

/** The environment of this process, for the model room, which hands an allow-listed part of it to its child. */
export function ownEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

/** The command that opens the operator's editor, as git and others choose it. */
export function editorCommand(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  return environment["VISUAL"] || environment["EDITOR"] || (process.platform === "win32" ? "notepad" : "vi");
}

/** Where secrets may come from besides .env. */
export interface SecretPlaces {
  /** The folder into which systemd's LoadCredential= lays files. */
  readonly credentialsDirectory: string | undefined;
  /** The passphrase of the keystore. Never logged, never stored. */
  readonly passphrase: string | undefined;
}

/** The variable that holds the keystore's passphrase. */
export const passphraseVariable = "SKEP_KEYSTORE_PASSPHRASE";

/** What the environment says of places of secrets. Default: the real environment. */
export function secretPlaces(environment: Readonly<Record<string, string | undefined>> = process.env): SecretPlaces {
  return {
    credentialsDirectory: environment["CREDENTIALS_DIRECTORY"] || undefined,
    passphrase: environment[passphraseVariable] || undefined,
  };
}
