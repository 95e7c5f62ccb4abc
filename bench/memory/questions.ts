import { randomNumbers, type RandomNumbers } from "../listener/random-numbers.ts";
import { byHand, languages } from "./sayings.ts";

/** One question and the number of the memory that answers it. */
export interface Question {
  readonly kind: "plain" | "typo" | "order" | "by hand";
  readonly language: string;
  readonly text: string;
  readonly answer: number;
}

const kinds = ["plain", "typo", "order"] as const;

/** What was told, in an order that is always the same, and what is asked about it. */
export function labelledSet(): { readonly memories: readonly string[]; readonly questions: readonly Question[] } {
  const memories: string[] = [];
  const questions: Question[] = [];
  const random = randomNumbers(7);
  for (const { name: language, friends, sayings } of languages) {
    for (const [place, friend] of friends.entries()) {
      for (const [number, [told, asked]] of sayings.entries()) {
        const answer = memories.push(told.replace("{n}", friend)) - 1;
        if ((number + place) % 5 !== 0) continue;
        const text = asked.replace("{n}", friend);
        const kind = kinds[questions.length % kinds.length] ?? "plain";
        const spoken = { plain: text, typo: withTypos(text, friend, random), order: shuffled(text, random) }[kind];
        questions.push({ kind, language, text: spoken, answer });
      }
    }
  }
  for (const [told, asked] of byHand) {
    questions.push({ kind: "by hand", language: "by hand", text: asked, answer: memories.push(told) - 1 });
  }
  return { memories, questions };
}

/** A slip in the friend's name, and in one of every three other long words: two letters swapped, or one left out. */
function withTypos(text: string, friend: string, random: RandomNumbers): string {
  return text.replaceAll(/[\p{L}\p{M}]+/gu, (word) => {
    const letters = Array.from(word);
    const isTurn = word.includes(friend) || random.below(3) === 0;
    if (letters.length < 4 || !isTurn) return word;
    const at = 1 + random.below(letters.length - 2);
    if (random.below(2) === 0) letters.splice(at, 1);
    else letters.splice(at, 2, letters[at + 1] ?? "", letters[at] ?? "");
    return letters.join("");
  });
}

function shuffled(text: string, random: RandomNumbers): string {
  const words = text.split(" ").map((word) => ({ word, key: random.below(1_000_000) }));
  return words
    .toSorted((a, b) => a.key - b.key)
    .map(({ word }) => word)
    .join(" ");
}
