import { pairsOf, plainForm, wordsIn } from "./plain-form.ts";

/** Shorter sentences are anybody's. */
const fewestWords = 5;
/** Of a sentence's pairs of neighbouring words, so many make it that sentence, a word or two changed. */
const share = 0.8;
/** So many words in a row are no chance. */
const longestRun = 8;
/** A sentence written letter by letter, backwards or by rot13 is looked for from this length. */
const fewestLetters = 20;
// A word that no language has: what operators plant in a prompt to see it again.
const planted = /[A-Za-z0-9][A-Za-z0-9_-]{7,}/g;

/** What of the prompt stands in a text, in words without the thing itself; `undefined` when nothing does. */
export function promptLeakIn(text: string, prompts: readonly string[], sources: readonly string[]): string | undefined {
  const views = viewsOf(text);
  const known = squeezed(sources.join("\n"));
  const secret = prompts.flatMap(plantedIn).filter((each) => !known.includes(squeezed(each)));
  if (secret.some((each) => views.some((view) => view.includes(squeezed(each))))) return "a code word of its prompt";
  const words = wordsIn(text);
  if (prompts.some((prompt) => holdsRun(words, wordsIn(prompt)))) return "a piece of its prompt";
  const pairs = pairsOf(words);
  const sentences = prompts.flatMap(sentencesIn);
  return sentences.some((sentence) => isNear(sentence, pairs) || isDisguised(sentence, views))
    ? "a sentence of its prompt"
    : undefined;
}

function plantedIn(prompt: string): string[] {
  return (prompt.match(planted) ?? []).filter((each) => /\d/.test(each) && /[A-Za-z]/.test(each));
}

function sentencesIn(prompt: string): string[][] {
  return prompt
    .split(/(?<=[.!?])\s|\n/)
    .map(wordsIn)
    .filter(({ length }) => length >= fewestWords);
}

function isNear(sentence: readonly string[], pairs: ReadonlySet<string>): boolean {
  const own = pairsOf(sentence);
  const shared = [...own].filter((pair) => pairs.has(pair)).length;
  return shared >= own.size * share;
}

function isDisguised(sentence: readonly string[], views: readonly string[]): boolean {
  const letters = sentence.join("");
  return letters.length >= fewestLetters && views.some((view) => view.includes(letters));
}

function holdsRun(words: readonly string[], prompt: readonly string[]): boolean {
  const runs = new Set(runsOf(prompt));
  return runsOf(words).some((run) => runs.has(run));
}

function runsOf(words: readonly string[]): string[] {
  return words.slice(longestRun - 1).map((_, index) => words.slice(index, index + longestRun).join(" "));
}

/** The letters of a text as they stand, backwards, and turned by thirteen. */
function viewsOf(text: string): readonly string[] {
  const letters = squeezed(text);
  return [letters, Array.from(letters).toReversed().join(""), letters.replaceAll(/[a-z]/g, turned)];
}

function turned(letter: string): string {
  return String.fromCharCode(((letter.charCodeAt(0) - 97 + 13) % 26) + 97);
}

function squeezed(text: string): string {
  return plainForm(text)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}
