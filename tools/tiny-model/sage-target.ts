import { contentStems, contentWords, stem, wordsOf } from "./content-words.ts";
import { subjectReach, type Piece, type Place } from "./sage-scene.ts";
import type { Source } from "./sentences.ts";

/** A sentence to ask for, and what to ask with. */
export interface Target {
  readonly place: Place;
  /** The word that the sentence is about: it stands near its beginning, and in no other sentence. */
  readonly subject: string;
  /**
   * The sentence from its subject on. A model that reads forward cannot know at the beginning of a sentence what it will
   * be about: to quote all of it, it would have to find the word and go back from there, which so small a model does not learn.
   */
  readonly quote: string;
  /** A further word to ask with, which may stand in other sentences too. */
  readonly companion: string | undefined;
}

/** In how many sentences each stem stands. */
export type StemCounts = ReadonlyMap<string, number>;

/** Counts the stems of all sentences. */
export function countStems(pieces: readonly Piece[]): StemCounts {
  const counts = new Map<string, number>();
  for (const text of pieces.flatMap(({ sentences }) => sentences))
    for (const one of contentStems(text)) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

/** Picks a sentence that can be asked for by what it is about; `undefined` where none turns up. */
export function findTarget(pieces: readonly Piece[], counts: StemCounts, source: Source): Target | undefined {
  const { choice } = source;
  // What is known is less than what posts say: without this the model would seldom practise it.
  const places = [...new Set(pieces.map((piece) => piece.place))];
  const place = places.length === 0 || choice.chance(0.2) ? "post" : choice.of(places);
  const texts = pieces.filter((piece) => piece.place === place).flatMap(({ sentences }) => sentences);
  for (const text of choice.some(texts, 6)) {
    const words = contentWords(text);
    const near = new Set(contentWords(wordsOf(text).slice(0, subjectReach).join(" ")));
    const once = (word: string): boolean => words.filter((other) => stem(other) === stem(word)).length === 1;
    const subjects = words.filter((word) => near.has(word) && once(word) && counts.get(stem(word)) === 1);
    if (subjects.length === 0) continue;
    const subject = choice.of(subjects);
    const others = words.filter((word) => once(word) && word !== subject);
    const shared = others.filter((word) => (counts.get(stem(word)) ?? 0) > 1);
    const companions = shared.length > 0 && choice.chance(0.4) ? shared : others;
    const companion = companions.length > 0 && choice.chance(0.5) ? choice.of(companions) : undefined;
    return { place, subject, quote: text.slice(text.indexOf(subject)), companion };
  }
  return undefined;
}
