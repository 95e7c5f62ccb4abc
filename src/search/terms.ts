import { hash } from "./hash.ts";
import { wordsOf, type Word } from "./words.ts";

/** From this length on a word is also found by its beginning and its end. */
const longWord = 5;
const partLength = 4;
/** More of a text is not indexed. */
const mostTerms = 512;

/**
 * What a text is found by: sorted, distinct 32-bit hashes of its words and, of long ones, of their first and last four
 * letters, so that another ending or one wrong letter does not hide it. Hashes, so that any index takes every script.
 */
export function termsOf(text: string): Uint32Array {
  const terms = new Set<number>();
  for (const word of wordsOf(text)) {
    for (const spelling of spellings(word)) terms.add(hash(spelling));
    if (terms.size >= mostTerms) break;
  }
  return Uint32Array.from(terms).toSorted();
}

/** One term that cannot be a word's: for what is indexed beside the words, such as whom a row belongs to. */
export function labelTerm(label: string): number {
  return hash(`\0${label}`);
}

/** A term as it stands in what an agent may tell everybody: a word that nothing else is found by. */
export function sharedTerm(agent: string, term: number): number {
  return (term ^ labelTerm(`shared ${agent}`)) >>> 0;
}

/**
 * The terms that a question is looked up by, most telling first, at most `limit`: long words before short ones, then the
 * beginnings and ends of the longest.
 */
export function questionTerms(text: string, limit = 12): number[] {
  const words = wordsOf(text).toSorted((a, b) => b.text.length - a.text.length);
  const whole = new Set(words.map(({ text: word }) => hash(word)));
  const parts = new Set(words.flatMap((word) => spellings(word).slice(1)).map(hash));
  const kept = [...whole].slice(0, Math.max(Math.ceil(limit * 0.6), limit - parts.size));
  return [...kept, ...parts].slice(0, limit);
}

/** Terms as ASCII words, for a full-text table. */
export function termText(terms: Iterable<number>): string {
  return Array.from(terms, termWord).join(" ");
}

/** One term as an ASCII word. */
export function termWord(term: number): string {
  return term.toString(36);
}

function spellings({ text, kind }: Word): readonly string[] {
  const letters = kind === "spaced" ? Array.from(text) : [];
  if (letters.length < longWord) return [text];
  return [text, `${letters.slice(0, partLength).join("")}\0`, `\0${letters.slice(-partLength).join("")}`];
}
