const link = /https?:\/\/\S+/g;
// Scripts that put no blanks between words: there, two characters are counted as a word.
const unspaced = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]`;
// Not Intl.Segmenter: it took 3.4 s for a hostile body of 64 KB, this takes milliseconds.
const word = new RegExp(
  String.raw`${unspaced}{1,2}|(?!${unspaced})[\p{L}\p{N}](?:(?!${unspaced})[\p{L}\p{N}\p{M}'’._-])*`,
  "gu",
);

/** Whether a text has at least so many words. Links are no words. Stops as soon as it knows; takes linear time. */
export function hasWords(text: string, atLeast: number): boolean {
  return atLeast <= 0 || countWords(text, atLeast) >= atLeast;
}

/** How many words a text has, counted up to `most` and no further. */
export function countWords(text: string, most: number): number {
  let count = 0;
  for (const _ of text.replaceAll(link, " ").matchAll(word)) {
    if (++count >= most) return count;
  }
  return count;
}
