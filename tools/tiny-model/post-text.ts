import type { Section } from "../../src/context/section.ts";
import { capital, link, sentence, type Source } from "./sentences.ts";
import { harmlessSentence, injection } from "./spam.ts";
import { forgeAccount, forgeWord } from "./word-forge.ts";

/** A title without an end mark. */
export function title(source: Source): string {
  const { choice } = source;
  const words = sentence(source)
    .replace(/[.!?]+$/, "")
    .split(" ")
    .slice(0, choice.whole(2, 9));
  const text = words.join(" ").replace(/[,:(]+$/, "");
  return choice.chance(0.3)
    ? words
        .map(capital)
        .join(" ")
        .replace(/[,:(]+$/, "")
    : text;
}

/** A sentence that stands around the ones that matter. */
export function filler(source: Source): string {
  const { choice } = source;
  if (choice.chance(0.05)) return harmlessSentence(source);
  if (choice.chance(0.015)) return injection(source);
  return sentence(source);
}

/** How the sentences of a text are laid out. */
export interface Layout {
  /** Sentences on one line, at most. Default: 1 to 5. */
  readonly perLine?: number;
  /** What follows the text: footers, hashtags, links. Default true. */
  readonly trimmings?: boolean;
}

/** Lays sentences out as paragraphs, with the trimmings that posts have. Each sentence stays on one line, verbatim. */
export function layOut(sentences: readonly string[], source: Source, { trimmings = true }: Layout = {}): string {
  const { choice } = source;
  const lines: string[] = [];
  let rest = [...sentences];
  while (rest.length > 0) {
    const count = choice.whole(1, 5);
    lines.push(rest.slice(0, count).join(" "));
    rest = rest.slice(count);
  }
  const text = lines
    .map((line, index) => (index === 0 ? line : `${choice.chance(0.75) ? "\n\n" : "\n"}${line}`))
    .join("");
  return trimmings && choice.chance(0.15) ? `${text}${trimming(source)}` : text;
}

function trimming({ choice, half }: Source): string {
  const word = (): string => forgeWord(choice, half);
  return choice.of([
    () => `\n\n#${word()} #${word()}`,
    () => ` #${word()}`,
    () => ` #${word()} $${word().toUpperCase()}`,
    () => `\n\nPhotos by @${forgeAccount(choice, half)}`,
    () => `\n${link(choice, half)}`,
    () => ` ${choice.of(["🐝", "🙏", "🚀", "😂", "❤️", "👍"])}`,
    () => `\n\n${capital(word())} ${word()}`,
  ])();
}

/** A text by somebody, as a section: with a title it is a post, without one mostly a reply, which is what a thread of INLEO is. */
export function postSection(author: string, heading: string | undefined, body: string, { choice }: Source): Section {
  if (heading === undefined && choice.chance(0.7)) return { label: `reply by @${author}`, text: body };
  return { label: `post by @${author}`, text: `${heading ?? ""}\n\n${body}` };
}
