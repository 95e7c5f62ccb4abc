const invisible = /\p{Default_Ignorable_Code_Point}/gu;
const word = /[\p{L}\p{N}]+/gu;

/** A text as a person reads it: compatibility forms made ordinary (`ｗｗｗ` is `www`), what shows nothing taken out. */
export function plainForm(text: string): string {
  return text.normalize("NFKC").replaceAll(invisible, "");
}

/** The words of a text in small letters, without any marks between them. */
export function wordsIn(text: string): string[] {
  return plainForm(text).toLowerCase().match(word) ?? [];
}

/** Every pair of neighbours among these words, once. */
export function pairsOf(words: readonly string[]): Set<string> {
  return new Set(words.slice(1).map((each, index) => `${words[index]} ${each}`));
}
