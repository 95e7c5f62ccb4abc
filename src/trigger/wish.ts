import type { Comment } from "../chain/operation.ts";
import { ownWords } from "./own-words.ts";

/** stop: leave me alone, for good · start: you may answer me again · forget: erase what you keep of me */
export type Wish = "stop" | "start" | "forget";

// The word itself as people write it, and words that as a whole message mean nothing else.
const stopWords =
  `stop|stopp|stop it|stop now|stop bot|unsubscribe|opt out|optout|стоп|στοπ|ستوب|توقف|停止|停|停下|ストップ|스톱|스탑|중지|स्टॉप|रुको|
   หยุด|סטופ|עצור|dừng|dừng lại|berhenti|basta|detente|arrête|arrêtez|przestań`.split(/\|\s*/);
const meanings: ReadonlyMap<string, Wish> = new Map<string, Wish>([
  ...stopWords.flatMap((word): [string, Wish][] => [
    [word, "stop"],
    [`!${word}`, "stop"],
  ]),
  ["!start", "start"],
  ["!forget", "forget"],
  ["!forgetme", "forget"],
  ["!forget me", "forget"],
  ["forget me", "forget"],
]);
const polite = new Set(["please", "pls", "plz", "bitte", "svp", "proszę", "пожалуйста"]);

const invisible = /\p{Default_Ignorable_Code_Point}/gu;
const tag = /<[^<>]{0,200}>/g;
/** A picture below a message is how some sign; a space that an editor spelled out is one all the same. */
const image = /!\[[^\][\n]{0,200}\]\([^()\n]{0,500}\)/g;
const spelledSpace = /&(?:nbsp|ensp|emsp|thinsp|zwnj|zwj|#160|#xa0|#8203);/gi;
/** What is drawn through a letter or around it, as in `S̶T̶O̶P̶`; an accent is one character with its letter by then. */
const decoration = /([A-Za-z])\p{M}+/gu;
const emphasis = /[*_~]+/g;
const question = /[?？؟]/;
/** The line that an app puts under what people write. */
const appLine = /^\W*(?:posted|sent|published) (?:using|via|with|from|through)\b/i;

/**
 * What the author of a comment wishes of the accounts of this bot, by code alone. It counts in a reply to one of them, or
 * where it names one (`@sage.agent stop`): as the whole text in any case, or as a line of its own among others when it is a
 * command (`!stop`), names the agent or is shouted (`STOP`). Never in quotes or code, never with a question mark. Who wishes
 * both to stop and to start wishes to stop. Linear in the length of the text.
 */
export function wishesIn({ author, parentAuthor, body }: Comment, accounts: ReadonlySet<string>): readonly Wish[] {
  if (accounts.has(author)) return [];
  const isReply = accounts.has(parentAuthor);
  if (!isReply && !body.includes("@")) return []; // the cheap no, before the text is taken apart
  const lines = ownWords(body)
    .normalize("NFKC")
    .replaceAll(invisible, "")
    .replaceAll(decoration, "$1")
    .replaceAll(image, " ")
    .replaceAll(spelledSpace, " ")
    .replaceAll(tag, " ")
    .replaceAll(emphasis, "")
    .split("\n")
    .filter((line) => /[\p{L}\p{N}]/u.test(line) && !appLine.test(line));
  const whole = lines.length > 20 ? [] : wishesOf(lines.join(" "), { accounts, isReply, isWhole: true });
  const found = new Set([...whole, ...lines.flatMap((line) => wishesOf(line, { accounts, isReply, isWhole: false }))]);
  if (found.has("stop")) found.delete("start");
  return [...found];
}

interface Place {
  readonly accounts: ReadonlySet<string>;
  readonly isReply: boolean;
  readonly isWhole: boolean;
}

const longestWish = 120;

function wishesOf(text: string, place: Place): Wish[] {
  if (text.length > longestWish || question.test(text)) return [];
  const { phrase, isNamed } = phraseOf(text, place.accounts);
  if (!isNamed && !place.isReply) return [];
  const said = phrase.toLowerCase();
  const wish = meanings.get(said) ?? (isNamed ? meanings.get(`!${said}`) : undefined);
  const isMeant = place.isWhole || isNamed || said.startsWith("!") || phrase === "STOP";
  return wish !== undefined && isMeant ? [wish] : [];
}

/** What is said, without whom it is said to and without courtesies. */
function phraseOf(text: string, accounts: ReadonlySet<string>): { readonly phrase: string; readonly isNamed: boolean } {
  const words = text
    .split(/[\s,;:]+/)
    .map(bare)
    .filter(Boolean);
  const rest = words.filter((word) => !(word.startsWith("@") && accounts.has(word.slice(1).toLowerCase())));
  const phrase = spelledOut(rest.filter((word) => !polite.has(word.toLowerCase())));
  return { phrase, isNamed: rest.length < words.length };
}

/** A word without the marks around it; what makes it a name (@) or a command (!) stays. */
function bare(word: string): string {
  return word
    .replace(/^[^\p{L}\p{N}@!]+/u, "")
    .replace(/^!+/, "!")
    .replace(/[^\p{L}\p{N}\p{M}]+$/u, "");
}

/** `S T O P` and `S.T.O.P` are the word too. */
function spelledOut(words: readonly string[]): string {
  const letters = words.join(" ").split(/[\s.·-]/);
  return letters.length > 3 && letters.every((letter) => letter.length === 1) ? letters.join("") : words.join(" ");
}
