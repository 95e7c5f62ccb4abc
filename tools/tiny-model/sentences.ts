import * as common from "./common-words.ts";
import { phrase } from "./phrase.ts";
import type { Choice } from "./random-choice.ts";
import { halfOf, type Half } from "./split.ts";
import type { Topic } from "./topics.ts";
import { forgeAccount, forgeWord } from "./word-forge.ts";

/** Where the sentences of one case come from. */
export interface Source {
  readonly choice: Choice;
  readonly half: Half;
  readonly topic: Topic;
  /** Probability that a content word is one that nobody has ever seen. */
  readonly strangeness: number;
}

/** Clauses without a capital and an end mark. Slots: n noun, N plural, a adjective, v verb, p past, d adverb, m name, q quantity, x pseudo-word. */
const clausePatterns = [
  "the {n} of the {n} is [made of|covered with|full of|close to] {n}",
  "the {n} [is|was|feels|looks] [very|quite|really|too|] {a} [and|but] {a}",
  "[my|our|the] {a} {n} {p} [the|a|my] {n} [yesterday|today|last week|in May|again|]",
  "[I|we|they] {p} [a|the|our] {n} [with|for|near|without] [a|the] {a} {n}",
  "[a|the|every] {n} [can|will|should|must] {v} [the|a|your] {n}",
  "[a|the] {a} {n} [can|will|may|never|often] {v} [the|my|more] {N}",
  "{N} [are|were|stay|become] {a} [when|because|while|if|until] the {n} [is|was] {a}",
  "{N} [and|or] {N} [need|want|give|make] [a lot of|little|no|enough] {n}",
  "[I|we] [always|never|often|rarely|still|] {v} the {n} [before|after|during] the {n}",
  "[it|this] takes {q} [to|before I|until we] {v} the {n}",
  "the {n} [costs|weighs|needs|holds|lasts|takes] {q}",
  "the {n} [rose|fell|dropped|climbed|grew] [by|to|from] {q} [today|this week|in {n}|since Monday|]",
  "{m} [has|sold|bought|wants|lost|showed me] [a|the] {a} {n} [from|in|for] {m}",
  "{m} and {m} {p} the {n} [in|near] {m}",
  "[you|people] [need|want|should {v}] [a|the] {n} [that is|which is] {a}",
  "there [is|was] [a|no|one] {a} {n} [in|on|behind|under|near] the {n}",
  "there are [many|few|some|no] {N} [in|on|behind] the {n}",
  "[if|when] the {n} is {a}, [I|you|we] [can|must|should] {v} the {n}",
  "[if|when] you {v} a {n}, the {n} [will|may|can] {v}",
  "[because|since] the {n} was {a}, [we|I] {p} the {N}",
  "[nobody|everybody|somebody] [knows|said|thinks] that the {n} is {a}",
  "[I|she|he] [think|thinks|said|hope|believe|feel] the {n} {d} {v} the {n}",
  "[two|three|four|five|six|ten|twenty] {N} [stand|lie|live|work|wait] [near|under|behind|in] the {n}",
  "the {a} {n} {d} {p} [the|a] {a} {n}",
  "[put|take|bring|keep|leave] the {n} [in|on|under|near|into] the {a} {n}",
  "{v} the {n} [slowly|carefully|first|twice|well] [and|then] {v} the {n}",
  "[do not|never|please] {v} the {n} [without|before|while you {v}] the {n}",
  "{a} {N} {v} better than {a} {N}",
  "the {n} from {m} {p} [more|less] than the {n}",
  "a {n} [of|from|with|for] {x} [is|was|became] [the best|a good|an old|the new|our] {n}",
  "{x} [is|was] the {n} [that|which] {p} the {n}",
  "[the|our|their] {x} {n} {p} [its|the] {n} [at|around|after] {q}",
  "{x} and {x} [are|were] [two|the|my] {a} {N}",
  "[we|I] [use|used|like|mix|saw|found] {x} [for|as|instead of|with] the {n}",
  "[it|this|that] [is|was] [not|only|just|] [a|the] {a} {n} [of|for|with] {N}",
  "[what|how] the {n} {p} [is|was] [still|] {a}",
  "the {n} [has|had] {q} of {n}",
  "@{w} {p} the {n} [for|with|in] {m}",
  "[about|around|almost|over|only|] {q} of the {N} [are|were] {a}",
  "[between|from] {q} and {q} the {n} [is|was|stayed] {a}",
];

const tails = [
  "",
  "",
  "",
  "",
  "",
  ", and the {n} is {a}",
  " [because|while|so that|although] the {n} {p} the {n}",
  ", [but|so|and] [I|we] {v} the {n}",
  " [in|near|during|after] the {n}",
  " ([about|only|a] {n})",
  " [with|without] {x}",
  ", [says|said] {m}",
];
const openings = [
  "",
  "",
  "",
  "",
  "",
  "",
  "[Today|Yesterday|Last week|This morning|In spring|Of course|Then|Now|Here|Later|Once|At night|On Monday|For years|Some time ago|At home|So|But|And|Also|However|Still],",
  "[Every|Each|Last|This|Next] [year|summer|evening|month|Friday],",
  "[In|Near|Under|Behind] the {n},",
];
const ends = [...Array.from({ length: 16 }, () => "."), "!", "!", "?", "..."];

/** A clause of a sentence: no capital, no end mark. */
export function clause(source: Source): string {
  const { choice, half } = source;
  if (choice.chance(0.12)) return looseClause(source);
  return withArticles(phrase(clausePatterns, choice, half, (slot) => fill(slot, source)));
}

/** Says "an" where "a" would stand before a vowel. */
export function withArticles(text: string): string {
  return text.replace(/\b([Aa]) (?=[aeiou])/g, "$1n ");
}

/** A whole sentence with its capital and its end mark. */
export function sentence(source: Source): string {
  const { choice, half } = source;
  const slot = (name: string): string => fill(name, source);
  const opening = choice.chance(0.15) ? phrase(openings, choice, half, slot) : "";
  const tail = choice.chance(0.2) ? phrase(tails, choice, "train", slot) : "";
  const text = `${opening} ${clause(source)}${tail.startsWith(",") ? tail : ` ${tail}`}`.trim();
  return decorate(capital(withEcho(text, choice)), choice) + choice.of(ends);
}

/** Lets a word come again in the same sentence, as people do: whoever copies must then look at more than one word. */
function withEcho(text: string, choice: Choice): string {
  if (choice.chance(0.8)) return text;
  const words = text.split(" ");
  const at = words.flatMap((word, index) => (/^\p{Ll}{3,}$/u.test(word) ? [index] : []));
  const [from, to] = choice.some(at, 2);
  if (from === undefined || to === undefined) return text;
  return words.map((word, index) => (index === to ? (words[from] ?? word) : word)).join(" ");
}

/** The text with its first letter in upper case. */
export function capital(text: string): string {
  const [first = "", ...others] = text;
  return first.toUpperCase() + others.join("");
}

function decorate(text: string, choice: Choice): string {
  if (choice.chance(0.97)) return text;
  const words = text.split(" ");
  const at = choice.whole(1, Math.max(1, words.length - 1));
  const word = words[at];
  if (word === undefined || !/^[\p{L}]+$/u.test(word)) return text;
  words[at] = choice.of([
    `"${word}"`,
    `"${word}"`,
    `"${word}"`,
    `'${word}'`,
    `(${word})`,
    `${word} 🐝`,
    `${word} ❤️`,
    `#${word}`,
    `$${word.toUpperCase()}`,
    `${word}/${word}`,
  ]);
  return words.join(" ");
}

/** A clause out of a loose grammar, so that no list of patterns is ever the whole language. */
function looseClause(source: Source): string {
  const { choice } = source;
  const parts = [nounPhrase(source)];
  if (choice.chance(0.3)) parts.push(choice.of(common.modals), verb(source));
  else parts.push(choice.chance(0.5) ? choice.of(common.past) : verb(source));
  if (choice.chance(0.8)) parts.push(nounPhrase(source));
  if (choice.chance(0.5)) parts.push(choice.of(common.prepositions), nounPhrase(source));
  if (choice.chance(0.2)) parts.push(choice.of(common.adverbs));
  if (choice.chance(0.15))
    parts.push(choice.of(["and", "but", "so", "or"]), choice.of(common.past), nounPhrase(source));
  return parts.join(" ");
}

function nounPhrase(source: Source): string {
  const { choice } = source;
  if (choice.chance(0.1)) return choice.of(["I", "we", "you", "it", "they", "she", "he", "this"]);
  const determiner = choice.of(common.determiners);
  return [determiner, ...(choice.chance(0.35) ? [adjective(source)] : []), noun(source)].join(" ");
}

const slots: Readonly<Record<string, (source: Source) => string>> = {
  n: noun,
  N: (source) => plural(noun(source)),
  a: adjective,
  v: verb,
  p: pastTense,
  d: ({ choice }) => choice.of(common.adverbs),
  m: ({ choice, half }) => (choice.chance(0.5) ? choice.of(common.names) : capital(forgeWord(choice, half))),
  q: ({ choice }) => quantity(choice),
  w: ({ choice, half }) => forgeAccount(choice, half),
  u: ({ choice, half }) => link(choice, half),
  x: (source) => (source.choice.chance(0.3) ? forgeWord(source.choice, source.half) : noun(source)),
};

/** One word (or number, name, quantity) for a slot of a pattern. Throws a RangeError where there is no such slot. */
export function fill(slot: string, source: Source): string {
  const filled = slots[slot]?.(source);
  if (filled === undefined) throw new RangeError(`no such slot: ${slot}`);
  return filled;
}

function pastTense({ choice, half, strangeness }: Source): string {
  return choice.chance(strangeness / 2) ? `${forgeWord(choice, half)}ed` : choice.of(common.past);
}

/** A noun of the topic, a common one, or one that nobody has ever seen. */
export function noun(source: Source): string {
  const { choice, topic, half, strangeness } = source;
  if (choice.chance(strangeness)) return forgeWord(choice, half);
  return choice.chance(0.7) ? ofHalf(topic.nouns, source) : ofHalf(common.nouns, source);
}

function adjective(source: Source): string {
  const { choice, topic, half, strangeness } = source;
  if (choice.chance(strangeness / 2)) return forgeWord(choice, half);
  return choice.chance(0.4) ? ofHalf(topic.adjectives, source) : ofHalf(common.adjectives, source);
}

function verb(source: Source): string {
  const { choice, topic, half, strangeness } = source;
  if (choice.chance(strangeness / 3)) return forgeWord(choice, half);
  return choice.chance(0.4) ? ofHalf(topic.verbs, source) : ofHalf(common.verbs, source);
}

/** One of the words. Training never sees those of the other half; half of the words that the score uses are of its own. */
function ofHalf(words: readonly string[], { choice, half }: Source): string {
  if (half === "held-out" && choice.chance(0.5)) return choice.of(words);
  for (let tries = 0; tries < 20; tries++) {
    const word = choice.of(words);
    if (halfOf(word) === half) return word;
  }
  return forgeWord(choice, half);
}

function plural(word: string): string {
  if (/(s|x|ch|sh)$/.test(word)) return `${word}es`;
  return /[a-z]$/.test(word) ? `${word}s` : word;
}

const units = [
  "days",
  "hours",
  "minutes",
  "weeks",
  "years",
  "km",
  "kg",
  "HIVE",
  "HBD",
  "dollars",
  "euros",
  "people",
  "pieces",
  "degrees",
  "cups",
  "metres",
  "percent",
  "LEO",
  "blocks",
  "tokens",
];

const numerals = "two three four five six seven eight nine ten twelve twenty thirty forty fifty".split(" ");

function quantity(choice: Choice): string {
  const words = (): string => choice.of(numerals);
  const number = choice.chance(0.7) ? choice.whole(2, 99) : choice.whole(100, 999);
  return choice.of([
    `${number} ${choice.of(units)}`,
    `${number} ${choice.of(units)}`,
    `${words()} ${choice.of(units)}`,
    `${words()} ${choice.of(units)}`,
    `${number}%`,
    `$${number}`,
    `${choice.whole(1, 99)},000 ${choice.of(units)}`,
    `0.${choice.whole(1, 99)} ${choice.of(units)}`,
    `${choice.whole(1, 99)}.${choice.whole(1, 9)}%`,
    `${choice.whole(1990, 2026)}`,
    `${choice.whole(1, 23)}:${choice.whole(10, 59)}`,
  ]);
}

/** A web address. */
export function link(choice: Choice, half: Half): string {
  return `https://${forgeWord(choice, half)}.${choice.of(["com", "io", "org", "blog", "net", "xyz"])}${choice.chance(0.5) ? `/${forgeWord(choice, half)}` : ""}`;
}
