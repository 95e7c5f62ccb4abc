import { ngramVector } from "../../src/search/ngram-embedder.ts";
import { ngramEmbedder } from "../../src/search/ngram-embedder.ts";
import { termsOf } from "../../src/search/terms.ts";
import { packVector } from "../../src/search/vector.ts";
import type { ImportedMemory } from "../../src/store/memory-store.ts";
import { randomNumbers } from "../listener/random-numbers.ts";

/** Words that stand in every text, as "the" does. */
export const commonWords = ["the", "hive", "with", "about", "power"];
const syllables = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split(" ");
const vocabulary = Array.from({ length: 40_000 }, (_, index) => wordOf(index));
const begin = Date.UTC(2026, 0, 1);

/** Memories of made-up people, 200 each: as many words as posts and answers have, a few words in all of them. */
export function* madeMemories(count: number): Generator<ImportedMemory> {
  const random = randomNumbers(11);
  for (let number = 0; number < count; number++) {
    const isFact = number % 4 === 0;
    const asked = isFact ? "" : sentence(random, 16);
    const answered = isFact ? "" : sentence(random, 26);
    const fact = isFact ? sentence(random, 10) : "";
    const text = [asked, answered, fact].filter(Boolean).join("\n");
    const person = personOf(Math.floor(number / 200));
    yield {
      kind: isFact ? "fact" : "exchange",
      agent: "sage",
      person,
      subject: `${person}/re-sage-${number}`,
      thread: `${person}/post-${number >> 3}`,
      asked,
      answered,
      fact,
      at: new Date(begin + number * 1_000),
      expiresAt: new Date(begin + 400 * 86_400_000),
      isShared: isFact && number % 40 === 0,
      receipt: { transactionId: number.toString(16).padStart(40, "0"), block: number },
      terms: termsOf(text),
      vector: {
        space: { identity: ngramEmbedder.identity, dimension: ngramEmbedder.dimension },
        bytes: packVector(ngramVector(text)),
      },
    };
  }
}

/** The name of a made-up person. */
export function personOf(number: number): string {
  return `person-${number}`;
}

/** Questions that have words of a memory, some of them misspelt, among words that all memories have. */
export function madeQuestions(count: number, memories: readonly string[], onlyCommon: boolean): readonly string[] {
  const random = randomNumbers(5);
  return Array.from({ length: count }, () => {
    if (onlyCommon) return commonWords.join(" ");
    const words = (memories[random.below(memories.length)] ?? "").split(" ");
    const some = Array.from({ length: 6 }, () => words[random.below(words.length)] ?? "");
    return [...some.slice(0, 5), some[5]?.slice(1) ?? "", ...commonWords.slice(0, 2)].join(" ");
  });
}

function sentence(random: ReturnType<typeof randomNumbers>, length: number): string {
  const words = Array.from({ length: length + random.below(length) }, () => {
    const place = Math.floor(Math.exp((random.below(1_000_000) / 1_000_000) * Math.log(vocabulary.length)));
    return vocabulary[place] ?? "";
  });
  return [...commonWords, ...words].join(" ");
}

function wordOf(index: number): string {
  let word = "";
  for (let rest = index + 400; rest > 0; rest = Math.floor(rest / syllables.length)) {
    word += syllables[rest % syllables.length] ?? "";
  }
  return word;
}
