import { isNumberWord, numbersIn } from "./numbers.ts";
import { openers } from "./openers.ts";
import { plainForm } from "./plain-form.ts";

const word = /@?[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
// Where a capital is no more than the beginning of what is said.
const beforeOpening = /(?:^|[:.!?…"“”„«»([–—])\s*$/u;
const capital = /\p{Lu}/u;
const caseless = /^[\p{Lo}\p{M}]+$/u;
const segmenter = new Intl.Segmenter("en", { granularity: "word" });
const months = "january february march april may june july august september october november december".split(" ");

/** The first thing that a sentence says and its source does not, such as a number or a name; `undefined` for none. */
export type ClaimCheck = (sentence: string) => string | undefined;

/**
 * Holds sentences against the text that they are about. A number must stand in the source, in any way of writing it
 * (`1,000`, `1000`, `1k`; a percentage only as one), and so must a name: a word with a capital letter, with a figure in it
 * or an @. The first word of a sentence may instead be one that sentences often begin with. Scripts without capitals do not
 * show what is a name: there every word must stand in the source, but for what is joined to its ends. Rather too strict
 * than too trusting; what is neither number nor name is not checked. Pure.
 */
export function claimCheck(source: string): ClaimCheck {
  const plain = plainForm(source).toLowerCase();
  const words = new Set(Array.from(plain.matchAll(word), ([found]) => found.replace("@", "")));
  const numbers = new Set(numbersIn(source).flatMap(({ readings }) => readings));
  months.forEach((month, index) => words.has(month) && numbers.add(String(index + 1)));
  return (sentence) =>
    numbersIn(sentence).find(({ readings }) => !readings.some((reading) => numbers.has(reading)))?.text ??
    strangeName(plainForm(sentence), words, numbers) ??
    caselessWordsIn(sentence).find((each) => !standsIn(each, plain));
}

function strangeName(sentence: string, words: ReadonlySet<string>, numbers: ReadonlySet<string>): string | undefined {
  for (const { 0: found, index } of sentence.matchAll(word)) {
    const isName = found.startsWith("@") || capital.test(found) || /^\p{L}.*\p{N}/u.test(found);
    const lower = found.replace("@", "").toLowerCase();
    if (!isName || lower === "i" || isNumberWord(lower)) continue;
    if (isKnown(lower, words) || isKnownMonth(lower, numbers)) continue;
    const isOpening = beforeOpening.test(sentence.slice(0, index)) && !found.startsWith("@");
    if (!isOpening || !isOrdinary(lower, words)) return found;
  }
  return undefined;
}

/** As it stands, in the singular or the plural; in scripts and languages that bend names, up to the last two letters. */
function isKnown(lower: string, words: ReadonlySet<string>): boolean {
  if ([lower, `${lower}s`, lower.replace(/s$/, "")].some((form) => words.has(form))) return true;
  return /[^\0-\x7F]/.test(lower) && hasNearForm(lower, words, lower.length - 2);
}

/** Whether it can be the first word of a sentence without being a name. */
function isOrdinary(lower: string, words: ReadonlySet<string>): boolean {
  return openers.has(lower) || hasNearForm(lower, words, Math.ceil(lower.length * 0.6));
}

/** Whether a word of the source begins with so many of this one's letters, at least four, and is about as long. */
function hasNearForm(lower: string, words: ReadonlySet<string>, letters: number): boolean {
  if (lower.length < 4) return false;
  const stem = lower.slice(0, Math.max(4, letters));
  for (const each of words) if (each.startsWith(stem) && Math.abs(each.length - lower.length) <= 3) return true;
  return false;
}

function isKnownMonth(lower: string, numbers: ReadonlySet<string>): boolean {
  const month = months.indexOf(lower);
  return month !== -1 && numbers.has(String(month + 1));
}

function caselessWordsIn(sentence: string): string[] {
  const plain = plainForm(sentence).toLowerCase();
  return Array.from(segmenter.segment(plain), ({ segment }) => segment).filter(
    (segment) => segment.length > 1 && caseless.test(segment),
  );
}

/** As it stands, or without one or two letters at an end, where particles and articles are joined to words. */
function standsIn(each: string, plain: string): boolean {
  const fewest = /\p{Script=Hangul}/u.test(each) ? 2 : 3;
  const isJoining = /[\p{Script=Hangul}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Bengali}]/u;
  const forms = isJoining.test(each)
    ? [each, ...[1, 2].flatMap((cut) => [each.slice(0, -cut), each.slice(cut)])]
    : [each];
  return forms.some((form, index) => (index === 0 || form.length >= fewest) && plain.includes(form));
}
