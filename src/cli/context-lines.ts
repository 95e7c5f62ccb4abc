import type { TurnPart } from "../store/work-store.ts";

/** What a prompt was made of, a line a part: how many tokens each took, and what there was no room for. Pure. */
export function contextLines(parts: readonly TurnPart[]): string[] {
  const width = Math.max(...parts.map(({ tokens }) => String(tokens).length), 1);
  return parts.map(({ label, tokens, wholeTokens }) => {
    const fate = tokens === 0 ? `, dropped (${wholeTokens})` : `, shortened from ${wholeTokens}`;
    return `  ${String(tokens).padStart(width)} tokens: ${label}${tokens === wholeTokens ? "" : fate}`;
  });
}
