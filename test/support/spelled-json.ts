/** How a value may be written down as JSON without meaning anything else. Each is a chance from 0 to 1. */
export interface Spelling {
  /** Whole numbers from 0 up to, not including, this one. */
  below(limit: number): number;
  /** That a character of a text is written as `\uXXXX`. */
  readonly escapes: number;
  /** That a `/` is written as `\/`. */
  readonly slashes: number;
  /** That the keys of an object stand in another order. */
  readonly shuffles: number;
  /** That there are blanks between the parts. */
  readonly blanks: number;
}

/** Writes a value as JSON in one of the many ways in which a node could. */
export function spelledJson(value: unknown, how: Spelling): string {
  const chance = (share: number): boolean => how.below(1_000) < share * 1_000;
  const blank = (): string => (chance(how.blanks) ? ([" ", "\n", "\t"][how.below(3)] ?? "") : "");

  function text(raw: string): string {
    const units = Array.from({ length: raw.length }, (_, index) => {
      const unit = raw.charAt(index);
      if (chance(how.escapes)) return String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
      if (unit === "/" && chance(how.slashes)) return String.raw`\/`;
      return JSON.stringify(unit).slice(1, -1);
    });
    // Half a surrogate pair cannot be sent as bytes: JSON.stringify has escaped it, and a whole pair must come as one.
    return `"${units.join("").replaceAll(/\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})/gi, (pair) => pair)}"`;
  }

  function write(part: unknown): string {
    if (typeof part === "string") return text(part);
    if (Array.isArray(part)) return `[${blank()}${part.map(write).join(`${blank()},${blank()}`)}${blank()}]`;
    if (typeof part === "object" && part !== null) {
      const entries = Object.entries(part);
      if (chance(how.shuffles)) entries.sort(() => how.below(3) - 1);
      return `{${entries.map(([key, each]) => `${blank()}${JSON.stringify(key)}${blank()}:${blank()}${write(each)}`).join(",")}${blank()}}`;
    }
    return JSON.stringify(part);
  }
  return write(value);
}
