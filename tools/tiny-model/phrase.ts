import type { Choice } from "./random-choice.ts";
import { halfOf, type Half } from "./split.ts";

/**
 * Expands a pattern: `[a|b|]` becomes one of its alternatives, `{slot}` what `fill` gives for that slot.
 * Only phrases of `half` come out: the hash is taken before the slots are filled.
 */
export function phrase(
  patterns: readonly string[],
  choice: Choice,
  half: Half,
  fill: (slot: string) => string,
): string {
  for (;;) {
    const expanded = expand(choice.of(patterns), choice);
    if (halfOf(expanded) === half) return expanded.replace(/\{(\w+)\}/g, (_, slot: string) => fill(slot));
  }
}

function expand(pattern: string, choice: Choice): string {
  let text = pattern;
  while (text.includes("["))
    text = text.replace(/\[([^[\]]*)\]/g, (_, alternatives: string) => choice.of(alternatives.split("|")));
  return text.replaceAll(/ +/g, " ").replaceAll(" ,", ",").trim();
}
