// Unicode's rules for the ends of sentences and words, for every script (ICU, as it comes with Node).
const sentences = new Intl.Segmenter("en", { granularity: "sentence" });
const words = new Intl.Segmenter("en", { granularity: "word" });
const endMark = /[.!?…。！？।؟]["”»)]?$/u;

/** The sentences of a text in order, without blanks around them; a line break ends one too. */
export function sentencesOf(text: string): string[] {
  return Array.from(sentences.segment(text), ({ segment }) => segment.trim()).filter((sentence) => sentence !== "");
}

/** How many words a text has, in scripts that put no blanks between them too. */
export function countWords(text: string): number {
  let count = 0;
  for (const { isWordLike } of words.segment(text)) if (isWordLike === true) count += 1;
  return count;
}

/**
 * The beginning of a text, at most so many code points: as many whole sentences as fit, or, where not even the first one
 * does, as many whole words of it, with an ellipsis for the rest unless `mark` says otherwise.
 */
export function beginningOf(text: string, maxLength: number, mark = "…"): string {
  const whole = text.trim();
  if (lengthOf(whole) <= maxLength) return whole;
  const bySentence = longestWithin(sentences.segment(whole), maxLength);
  if (bySentence !== "") return bySentence;
  const room = maxLength - lengthOf(mark);
  const byWord = longestWithin(words.segment(whole), room);
  return `${byWord === "" ? Array.from(whole).slice(0, room).join("") : byWord}${mark}`;
}

/** A text that may have been ended in the middle of a sentence where it became so long, without that piece of one. */
export function withoutStump(text: string, maxLength: number): string {
  const said = text.trim();
  const isWhole = lengthOf(text) < maxLength || endMark.test(said);
  return isWhole ? text : beginningOf(said, lengthOf(said) - 1);
}

function longestWithin(segments: Intl.Segments, maxLength: number): string {
  let text = "";
  for (const { segment } of segments) {
    if (lengthOf((text + segment).trimEnd()) > maxLength) break;
    text += segment;
  }
  return text.trimEnd();
}

function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}
