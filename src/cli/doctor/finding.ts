/** What one look at one thing outside of Skep came to. */
export interface Finding {
  /** What was looked at, such as `"node https://api.hive.blog"`. */
  readonly about: string;
  /** well: as it should be. warning: it works, but look at it. ill: it will not work. */
  readonly state: "well" | "warning" | "ill";
  /** What was seen. */
  readonly seen: string;
  /** What to do about it; absent where all is well. */
  readonly remedy?: string;
}

export function well(about: string, seen: string): Finding {
  return { about, state: "well", seen };
}

export function warning(about: string, seen: string, remedy: string): Finding {
  return { about, state: "warning", seen, remedy };
}

export function ill(about: string, seen: string, remedy: string): Finding {
  return { about, state: "ill", seen, remedy };
}
