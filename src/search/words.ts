import { fold } from "./fold.ts";

/** One piece of a text that can be looked for. */
export interface Word {
  readonly text: string;
  /** `spaced`: of a script that parts its words. `dense`: one or two characters of one that does not. `sign`: an emoji. */
  readonly kind: "spaced" | "dense" | "sign";
}

const runs = /[\p{L}\p{N}\p{M}]+|\p{RI}\p{RI}|\p{Extended_Pictographic}/gu;
const runOfLetters = /^[\p{L}\p{N}\p{M}]/u;
// Scripts that put no space between words, and Korean, which glues its particles to them.
const denseRuns =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}々ー]+/gu;

/**
 * The words of a text in every script, folded, in their order. Where words are not parted by spaces each character and
 * each pair of neighbours stands for one. Emoji count as words.
 */
export function wordsOf(text: string): Word[] {
  const found: Word[] = [];
  for (const [run] of fold(text).matchAll(runs)) {
    if (runOfLetters.test(run)) pushRun(run, found);
    else found.push({ text: run, kind: "sign" });
  }
  return found;
}

function pushRun(run: string, found: Word[]): void {
  let end = 0;
  for (const match of run.matchAll(denseRuns)) {
    pushSpaced(run.slice(end, match.index), found);
    pushDense(match[0], found);
    end = match.index + match[0].length;
  }
  pushSpaced(run.slice(end), found);
}

function pushSpaced(text: string, found: Word[]): void {
  if (text !== "") found.push({ text, kind: "spaced" });
}

function pushDense(run: string, found: Word[]): void {
  const characters = Array.from(run);
  characters.forEach((character, index) => {
    found.push({ text: character, kind: "dense" });
    const next = characters[index + 1];
    if (next !== undefined) found.push({ text: character + next, kind: "dense" });
  });
}
