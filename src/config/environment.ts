/** Whether the operator wants no colours (https://no-color.org). */
export function isColourless(environment: Readonly<Record<string, string | undefined>> = process.env): boolean {
  return (environment["NO_COLOR"] ?? "") !== "";
}

/** The environment of this process, for the model room, which hands an allow-listed part of it to its child. */
export function ownEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}
