import { factSection, knowledgeSection } from "../../src/context/sections.ts";
import type { Section } from "../../src/context/section.ts";
import { contentWords, wordsOf } from "./content-words.ts";
import type { Length } from "./example.ts";
import { filler, layOut, title } from "./post-text.ts";
import { question } from "./questions.ts";
import { selfFact } from "./self-facts.ts";
import { sentence, type Source } from "./sentences.ts";
import { forgeAccount, forgeWord } from "./word-forge.ts";

/** Where a sentence stands: the thread, an earlier answer, what the asker told, the operator's documents. */
export type Place = "post" | "reply" | "memory" | "fact" | "knowledge";

/** A text somebody wrote, as its sentences. */
export interface Piece {
  readonly place: Place;
  /** Who wrote it, whom it is about, or in which document it stands. */
  readonly of: string;
  readonly sentences: readonly string[];
}

/** How an answer begins, by where its sentence stands. */
export const openings: Readonly<Record<Place, string>> = {
  post: "The post says",
  reply: "A reply says",
  memory: "I told you before",
  fact: "You told me",
  knowledge: "My notes say",
};

/** How many words of a sentence are looked at for what it is about. */
export const subjectReach = 5;

/** The least and the most of what a case has, by its length. */
const measures = {
  short: { post: [1, 3], replies: [0, 1], reply: [1, 1], memories: [0, 1], notes: [0, 1], note: [1, 1] },
  usual: { post: [2, 7], replies: [0, 2], reply: [1, 2], memories: [0, 2], notes: [0, 2], note: [1, 2] },
  long: { post: [5, 12], replies: [0, 3], reply: [1, 3], memories: [0, 4], notes: [0, 3], note: [1, 4] },
} as const;

/** A thread, what the agent `account` remembers of `asker`, and what it has read up. */
export function scene(account: string, asker: string, length: Length, source: Source): Piece[] {
  const { choice, half } = source;
  const measure = measures[length];
  const write = ([from, to]: readonly [number, number]): string[] =>
    Array.from({ length: choice.whole(from, to) }, () => filler(source));
  const several = ([from, to]: readonly [number, number], make: () => Piece): Piece[] =>
    Array.from({ length: choice.chance(0.4) ? from : choice.whole(from, to) }, make);
  const post: Piece = { place: "post", of: forgeAccount(choice, half), sentences: write(measure.post) };
  const replies = several(measure.replies, () => ({
    place: "reply",
    of: replier(account, asker, source),
    sentences: write(measure.reply),
  }));
  const notes = several(measure.notes, () => ({
    place: "knowledge",
    of: document(source),
    sentences: write(measure.note),
  }));
  const memories = several(measure.memories, () =>
    choice.chance(0.45)
      ? { place: "fact", of: asker, sentences: [selfFact(source)] }
      : { place: "memory", of: asker, sentences: [fromSubject(sentence(source), source)] },
  );
  const known = choice.chance(0.7) ? [...notes, ...memories] : [...memories, ...notes];
  return choice.chance(0.04) ? known : [post, ...replies, ...known];
}

function replier(account: string, asker: string, { choice, half }: Source): string {
  return choice.chance(0.1) ? account : choice.chance(0.2) ? asker : forgeAccount(choice, half);
}

/** The name of a document of the operator. */
function document({ choice, half }: Source): string {
  const word = forgeAccount(choice, half);
  return choice.of([`${word}.md`, `${word}.md`, `${word}.txt`, `docs/${word}.md`, word, "faq.md", "handbook.md"]);
}

/** A piece as the agent sees it. */
export function toSection({ place, of, sentences }: Piece, source: Source): Section {
  const { choice } = source;
  if (place === "memory") return { label: `memory of @${of}`, text: remembered(sentences.join(" "), source) };
  if (place === "fact") return factSection({ person: of, fact: sentences.join(" ") });
  const body = layOut(sentences, source);
  if (place === "reply") return { label: `reply by @${of}`, text: body };
  const heading = choice.chance(0.9) ? title(source) : "";
  if (place === "knowledge") return knowledgeSection({ source: of, heading, text: body });
  return { label: `post by @${of}`, text: `${heading}\n\n${body}` };
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
  const words =
    own.length > 0 && choice.chance(0.85) ? choice.some(own, choice.of([1, 1, 2])) : [forgeWord(choice, source.half)];
  const opening = choice.chance(0.5) ? openings.post : choice.of(Object.values(openings));
  return `they asked: ${question(words, "new", source)}\nyou answered: ${opening}: “… ${quoted}”`;
}
