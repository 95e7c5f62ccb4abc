import type { Section } from "../../src/context/section.ts";
import { contentStems, contentWords, stem } from "./content-words.ts";
import type { Example, Length } from "./example.ts";
import { filler, layOut, title } from "./post-text.ts";
import { question } from "./questions.ts";
import { capital, sentence, type Source } from "./sentences.ts";
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
  usual: { post: [2, 9], replies: [0, 3], reply: [1, 3], memories: [0, 3] },
  long: { post: [6, 25], replies: [0, 4], reply: [1, 4], memories: [0, 5] },
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
  return { job: "sage", sections, output: answer(found), quote: found.sentence };
}

interface Asked {
  readonly asked: string;
  /** What the question points at; `undefined` where nothing speaks of it. */
  readonly found: Answer | undefined;
}

/** A question, and the one sentence that it points at, if it shall point at one. */
function ask(pieces: readonly Piece[], source: Source): Asked {
  const { choice } = source;
  const target = choice.chance(0.14) ? undefined : findTarget(pieces, source);
  return target === undefined ? askOfNothing(pieces, source) : askFor(target, pieces, source);
}

function askOfNothing(pieces: readonly Piece[], source: Source): Asked {
  const { choice, half } = source;
  for (;;) {
    const words = Array.from({ length: choice.whole(1, 2) }, () => forgeWord(choice, half));
    const asked = question(words, choice.chance(0.08), source);
    if (pointedAt(asked, pieces).length === 0) return { asked, found: undefined };
  }
}

function askFor(target: Target, pieces: readonly Piece[], source: Source): Asked {
  const { choice } = source;
  for (;;) {
    const asked = question(target.words, choice.chance(target.place === "memory" ? 0.7 : 0.08), source);
    const [only, ...others] = pointedAt(asked, pieces);
    if (only?.sentence === target.sentence && others.length === 0) return { asked, found: only };
    // A long scene may leave a target no question of its own.
    if (choice.chance(0.1)) return ask(pieces, source);
  }
}

/** The sentences that have a word of the question which no other sentence has, with those words; at most two of them count. */
function pointedAt(asked: string, pieces: readonly Piece[]): Answer[] {
  const stems = contentStems(asked);
  const all = pieces.flatMap(({ place, sentences }) =>
    sentences.map((text) => ({ place, text, stems: contentStems(text) })),
  );
  const times = (wanted: string): number => all.filter((one) => one.stems.has(wanted)).length;
  const telling = [...stems].filter((one) => times(one) === 1);
  if (telling.length === 0 && [...stems].some((one) => times(one) > 0))
    return all.map(({ place, text }) => ({ place, sentence: text, shared: [] }));
  return all.flatMap(({ place, text, stems: own }) => {
    const shared = contentWords(text).filter(
      (word, index, words) => telling.includes(stem(word)) && words.indexOf(word) === index,
    );
    return telling.some((one) => own.has(one)) ? [{ place, sentence: text, shared: shared.slice(0, 2) }] : [];
  });
}

/** The decision for an answer that stands in a text. */
function answer({ place, sentence: quoted, shared }: Answer): object {
  return {
    reason: `About ${shared.join(", ")}: ${reasons[place]}.`,
    reply: { body: `${openings[place]}: “${quoted}”` },
  };
}

interface Answer {
  readonly place: Place;
  readonly sentence: string;
  /** The words that point at the sentence, as they stand in it. */
  readonly shared: readonly string[];
}

/** A sentence to ask for, and the words to ask with. */
interface Target {
  readonly place: Place;
  readonly sentence: string;
  readonly words: readonly string[];
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
    sentences: [sentence(source)],
  }));
  return choice.chance(0.04) ? memories : [post, ...replies, ...memories];
}

function replier(account: string, asker: string, { choice, half }: Source): string {
  return choice.chance(0.1) ? account : choice.chance(0.2) ? asker : forgeAccount(choice, half);
}

/** Picks a sentence that has words which no other sentence has, and those words. */
function findTarget(pieces: readonly Piece[], source: Source): Target | undefined {
  const { choice } = source;
  const all = pieces.flatMap(({ place, sentences }) => sentences.map((text) => ({ place, text })));
  const counts = new Map<string, number>();
  for (const { text } of all) for (const word of contentStems(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  // Memories are fewer than sentences of posts: without this the model would seldom practise them.
  const places = [...new Set(all.map(({ place }) => place))];
  const place = choice.of(places.length > 0 ? places : (["post"] as const));
  for (const { text } of choice.some(
    all.filter((one) => one.place === place),
    6,
  )) {
    const own = contentWords(text).filter(
      (word) =>
        counts.get(stem(word)) === 1 && contentWords(text).filter((other) => stem(other) === stem(word)).length === 1,
    );
    if (own.length === 0) continue;
    const chosen = choice.some(own, choice.of([1, 1, 2]));
    return {
      place,
      sentence: text,
      words: withCommon(
        chosen.map((word) => asAsked(word, source)),
        text,
        counts,
        source,
      ),
    };
  }
  return undefined;
}

/** Adds, now and then, a word that other sentences have too. */
function withCommon(
  words: readonly string[],
  text: string,
  counts: ReadonlyMap<string, number>,
  { choice }: Source,
): string[] {
  const common = contentWords(text).filter((word) => (counts.get(stem(word)) ?? 0) > 1);
  if (words.length > 1 || common.length === 0 || choice.chance(0.4)) return [...words];
  return choice.some([...words, choice.of(common)], 2);
}

/** The word as somebody else would write it: in another number or tense, with another capital. */
function asAsked(word: string, { choice }: Source): string {
  if (choice.chance(0.72) || !/^\p{L}+$/u.test(word))
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

/** What the agent keeps of an earlier answer that quoted this sentence. */
function remembered(quoted: string, source: Source): string {
  const { choice } = source;
  const own = contentWords(quoted);
  const asked =
    own.length > 0 && choice.chance(0.85)
      ? question(choice.some(own, choice.of([1, 1, 2])), false, source)
      : question([forgeWord(choice, source.half)], false, source);
  const opening = choice.of([openings.post, openings.post, openings.reply, openings.memory]);
  return `they asked: ${asked}\nyou answered: ${opening}: “${quoted}”`;
}
