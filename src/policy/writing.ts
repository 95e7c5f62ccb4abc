/** Writing systems that can be told apart by their letters. Chinese and Japanese share most of theirs: they count as one. */
const writings: Readonly<Record<string, RegExp>> = {
  Latin: /\p{Script=Latin}/gu,
  Cyrillic: /\p{Script=Cyrillic}/gu,
  Greek: /\p{Script=Greek}/gu,
  Arabic: /\p{Script=Arabic}/gu,
  Hebrew: /\p{Script=Hebrew}/gu,
  "Chinese or Japanese": /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  Korean: /\p{Script=Hangul}/gu,
  Thai: /\p{Script=Thai}/gu,
  Devanagari: /\p{Script=Devanagari}/gu,
  Bengali: /\p{Script=Bengali}/gu,
  Tamil: /\p{Script=Tamil}/gu,
};
/** Fewer letters than this tell nothing. */
const fewestLetters = 10;

/**
 * The writing that more than half of a text's letters belong to; `undefined` for short texts and mixtures. Languages of
 * one writing (English and Spanish) are not told apart.
 */
export function writingOf(text: string): string | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < fewestLetters) return undefined;
  return Object.keys(writings).find((name) => (text.match(writings[name] ?? /$^/)?.length ?? 0) * 2 > letters);
}
