const steps: readonly [number, string][] = [
  [86_400, "d"],
  [3_600, "h"],
  [60, "min"],
  [1, "s"],
];

/** How long a span is, in its two largest units: `"3 h 20 min"`, `"12 s"`. */
export function span(milliseconds: number): string {
  let left = Math.max(0, Math.round(milliseconds / 1_000));
  const parts: string[] = [];
  for (const [seconds, unit] of steps) {
    const count = Math.floor(left / seconds);
    if (count > 0) parts.push(`${count} ${unit}`);
    left -= count * seconds;
  }
  return parts.slice(0, 2).join(" ") || "0 s";
}
