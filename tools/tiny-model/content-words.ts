import { codePoints } from "./code-points.ts";
import { functionWords } from "./common-words.ts";

/** The stem of a word, good enough to see that "ovens" is "oven": endings of English go, the rest stays. */
export function stem(word: string): string {
  const lower = word.toLowerCase();
  for (const ending of ["ing", "ed", "es", "s"])
    if (lower.endsWith(ending) && lower.length - ending.length >= 3) return lower.slice(0, -ending.length);
  return lower;
}

/** The words of a text, as written. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The words of a text that say what it is about. */
export function contentWords(text: string): string[] {
  return wordsOf(text).filter(
    (word) => !functionWords.has(word.toLowerCase()) && (/\p{N}/u.test(word) || codePoints(word).length > 1),
  );
}

/** The stems of the content words of a text. */
export function contentStems(text: string): Set<string> {
  return new Set(contentWords(text).map(stem));
}
