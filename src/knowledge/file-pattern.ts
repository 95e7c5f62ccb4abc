/** What a pattern of paths stands for. Paths are relative, with "/" between their parts. */
export interface FilePattern {
  /** The folder below which all that it may match lies; empty for the root. */
  readonly folder: string;
  matches(path: string): boolean;
}

/** Why this is no pattern of files within the project; `undefined` when it is one. */
export function patternFault(pattern: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(pattern)) return "must be a path: nothing is fetched";
  if (/^[/\\~]/.test(pattern)) return "must be a path within the project's folder, not an absolute one";
  if (pattern.includes("\\")) return 'must be written with "/" between its parts';
  const parts = pattern.split("/");
  if (parts.includes("..")) return 'must not leave the project\'s folder by ".."';
  if (parts.some((part) => part.startsWith(".") && part !== ".")) return "must not name hidden files";
  if (parts.some((part) => part.includes("**") && part !== "**")) return 'must have "**" alone between two "/"';
  return pattern.split("*").length > 9 ? "must not have more than eight stars" : undefined;
}

/** Compiles a pattern without fault: `*` is any run of characters within a name, `?` one of them, `**` any folders. Pure. */
export function compilePattern(pattern: string): FilePattern {
  const parts = pattern.split("/").filter((part) => part !== "" && part !== ".");
  const fixed = parts.findIndex((part) => /[*?]/.test(part));
  const folder = parts.slice(0, fixed === -1 ? -1 : fixed).join("/");
  return { folder, matches: (path) => matchesFrom(parts, path.split("/")) };
}

function matchesFrom([part, ...parts]: readonly string[], names: readonly string[]): boolean {
  if (part === undefined) return names.length === 0;
  if (part === "**" && parts.length === 0) return names.length > 0;
  if (part === "**") return names.some((_, skipped) => matchesFrom(parts, names.slice(skipped)));
  const [name, ...rest] = names;
  return name !== undefined && nameForm(part).test(name) && matchesFrom(parts, rest);
}

function nameForm(part: string): RegExp {
  const escaped = part.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll("*", "[^/]*").replaceAll("?", "[^/]")}$`, "u");
}
