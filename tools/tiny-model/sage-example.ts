import type { Section } from "../../src/context/section.ts";
import { contentStems, contentWords, stem, wordsOf } from "./content-words.ts";
import type { Example, Length } from "./example.ts";
import { filler, layOut, title } from "./post-text.ts";
import { question } from "./questions.ts";
import { capital, noun, sentence, type Source } from "./sentences.ts";
import { topics } from "./topics.ts";
import { forgeAccount, forgeWord } from "./word-forge.ts";

/** Where a sentence stands, in the order in which a reader looks for an answer. */
type Place = "post" | "reply" | "memory";

/** A text somebody wrote, as its sentences. */
interface Piece {
  readonly place: Place;
  readonly label: string;
  readonly sentences: readonly string[];
}

/** The least and the most of what a case has, by its length. */
const measures = {
  short: { post: [1, 3], replies: [0, 1], reply: [1, 1], memories: [0, 1] },
  usual: { post: [2, 7], replies: [0, 2], reply: [1, 2], memories: [0, 2] },
  long: { post: [5, 12], replies: [0, 3], reply: [1, 3], memories: [0, 4] },
} as const;

/** How an answer begins, by where its sentence stands. */
const openings = { post: "The post says", reply: "A reply says", memory: "I told you before" } as const;
const reasons = {
  post: "the post answers this",
  reply: "a reply answers this",
  memory: "I told this person before",
} as const;
const unknown = {
  reason: "Nothing here answers this.",
  reply: { body: "I do not know: neither this thread nor my memory says it." },
};

/** A question to the agent `account`, with a thread and a memory that may answer it. */
export function sageExample(account: string, length: Length, source: Source): Example {
  const { choice, half } = source;
  const asker = forgeAccount(choice, half);
  const pieces = scene(account, asker, length, source);
  const { asked, found } = ask(pieces, source);
  const sections = [
    ...pieces.map((piece) => toSection(piece, source)),
    { label: `question by @${asker}`, text: address(asked, account, source) },
  ];
  if (found === undefined) return { job: "sage", sections, output: unknown };
  return { job: "sage", sections, output: answer(found), quote: found.quote };
}

interface Asked {
  readonly asked: string;
  /** What the question points at; `undefined` where nothing speaks of it. */
  readonly found: Target | undefined;
}

/** A question, and the one sentence that it points at, if it shall point at one. */
function ask(pieces: readonly Piece[], source: Source): Asked {
  const { choice } = source;
  const counts = countStems(pieces);
  const target = choice.chance(0.14) ? undefined : findTarget(pieces, counts, source);
  return target === undefined ? askOfNothing(counts, source) : askFor(target, counts, source);
}

function askOfNothing(counts: StemCounts, source: Source): Asked {
  const { choice, half } = source;
  for (;;) {
    const topic = choice.chance(0.5) ? choice.of(topics) : undefined;
    const words = Array.from({ length: choice.whole(1, 2) }, () =>
      topic === undefined ? forgeWord(choice, half) : noun({ ...source, topic }),
    );
    const asked = question(words, choice.chance(0.08), source);
    if (![...contentStems(asked)].some((one) => counts.has(one))) return { asked, found: undefined };
  }
}

function askFor(target: Target, counts: StemCounts, source: Source): Asked {
  const { choice } = source;
  const own = new Set([target.subject, target.companion ?? target.subject].map(stem));
  for (;;) {
    const words = [target.subject, ...(target.companion === undefined ? [] : [target.companion])];
    const ordered = choice.chance(0.85) ? words : words.toReversed();
    const asked = question(
      ordered.map((word) => asAsked(word, source)),
      choice.chance(target.place === "memory" ? 0.7 : 0.08),
      source,
    );
    // A word of the question itself may stand in a text too; then it would be a second subject.
    if ([...contentStems(asked)].every((one) => own.has(one) || !counts.has(one))) return { asked, found: target };
  }
}

/** In how many sentences each stem stands. */
type StemCounts = ReadonlyMap<string, number>;

function countStems(pieces: readonly Piece[]): StemCounts {
  const counts = new Map<string, number>();
  for (const text of pieces.flatMap(({ sentences }) => sentences))
    for (const one of contentStems(text)) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

/** The decision for an answer that stands in a text. */
function answer({ place, subject, quote }: Target): object {
  return {
    reason: `About ${subject}: ${reasons[place]}.`,
    reply: { body: `${openings[place]}: “… ${quote}”` },
  };
}

/** A sentence to ask for, and what to ask with. */
interface Target {
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

function scene(account: string, asker: string, length: Length, source: Source): Piece[] {
  const { choice, half } = source;
  const measure = measures[length];
  const write = ([from, to]: readonly [number, number]): string[] =>
    Array.from({ length: choice.whole(from, to) }, () => filler(source));
  const count = ([from, to]: readonly [number, number]): number => (choice.chance(0.4) ? from : choice.whole(from, to));
  const post: Piece = {
    place: "post",
    label: `post by @${forgeAccount(choice, half)}`,
    sentences: write(measure.post),
  };
  const replies = Array.from({ length: count(measure.replies) }, (): Piece => ({
    place: "reply",
    label: `reply by @${replier(account, asker, source)}`,
    sentences: write(measure.reply),
  }));
  const memories = Array.from({ length: count(measure.memories) }, (): Piece => ({
    place: "memory",
    label: `memory of @${asker}`,
    sentences: [fromSubject(sentence(source), source)],
  }));
  return choice.chance(0.04) ? memories : [post, ...replies, ...memories];
}

function replier(account: string, asker: string, { choice, half }: Source): string {
  return choice.chance(0.1) ? account : choice.chance(0.2) ? asker : forgeAccount(choice, half);
}

/** How many words of a sentence are looked at for what it is about. */
const subjectReach = 5;

/** Picks a sentence that can be asked for by what it is about. */
function findTarget(pieces: readonly Piece[], counts: StemCounts, source: Source): Target | undefined {
  const { choice } = source;
  // Memories are fewer than sentences of posts: without this the model would seldom practise them.
  const places = [...new Set(pieces.map(({ place }) => place))];
  const place = choice.of(places.length > 0 ? places : (["post"] as const));
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

/** The word as somebody else would write it: in another number or tense, with another capital. */
function asAsked(word: string, { choice }: Source): string {
  if (choice.chance(0.85) || !/^\p{L}+$/u.test(word))
    return /^[A-Z][a-z]/.test(word) && choice.chance(0.3) ? word.toLowerCase() : word;
  const changed = choice.of([
    stemmed,
    stemmed,
    (it: string) => `${it}s`,
    (it: string) => `${stemmed(it)}ing`,
    (it: string) => `${stemmed(it)}ed`,
    capital,
    (it: string) => it.toUpperCase(),
  ])(word);
  return stem(changed) === stem(word) ? changed : word;
}

function stemmed(word: string): string {
  return word.slice(0, stem(word).length);
}

function address(asked: string, account: string, { choice }: Source): string {
  return choice.of([
    `@${account} ${asked}`,
    `@${account} ${asked}`,
    `@${account}, ${asked}`,
    `${asked} @${account}`,
    `hey @${account} ${asked}`,
    `Hi @${account}! ${capital(asked)}`,
    asked,
    capital(asked),
    `${capital(asked)}\n\n@${account}`,
  ]);
}

function toSection(piece: Piece, source: Source): Section {
  const { choice } = source;
  if (piece.place === "memory") return { label: piece.label, text: remembered(piece.sentences.join(" "), source) };
  const body = layOut(piece.sentences, source);
  if (piece.place === "reply") return { label: piece.label, text: body };
  return { label: piece.label, text: `${choice.chance(0.9) ? title(source) : ""}\n\n${body}` };
}

/** What an answer has quoted of a sentence. */
function fromSubject(text: string, { choice }: Source): string {
  const near = contentWords(wordsOf(text).slice(0, subjectReach).join(" "));
  return near.length === 0 ? text : text.slice(text.indexOf(choice.of(near)));
}

/** What the agent keeps of an earlier answer that quoted this. */
function remembered(quoted: string, source: Source): string {
  const { choice } = source;
  const own = contentWords(quoted);
  const asked =
    own.length > 0 && choice.chance(0.85)
      ? question(choice.some(own, choice.of([1, 1, 2])), false, source)
      : question([forgeWord(choice, source.half)], false, source);
  const opening = choice.of([openings.post, openings.post, openings.reply, openings.memory]);
  return `they asked: ${asked}\nyou answered: ${opening}: “… ${quoted}”`;
}
