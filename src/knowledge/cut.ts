import type { Block } from "./block.ts";

/** How long the pieces of a document are, in tokens of the model that reads them. */
export interface PieceSizes {
  /** At most, and exactly counted. */
  readonly tokens: number;
  /** At most so many are repeated from the end of the piece before, where a block is cut. */
  readonly overlap: number;
}

/** A piece of a document. */
export interface Piece {
  /** The headings above it, joined by " > ". */
  readonly heading: string;
  readonly text: string;
  readonly tokens: number;
}

/** Counts by the tokenizer of the model that will read the text. */
export type CountTokens = (text: string) => Promise<number>;

/** Something that is not cut any further, with what stands between it and the next. */
interface Unit {
  readonly text: string;
  readonly after: string;
  readonly tokens: number;
}

const sentences = new Intl.Segmenter("und", { granularity: "sentence" });
/** What is longer than this in characters is cut before it is looked at: a bound on each step of the work. */
const longestUnit = 16_000;

/** The sizes that suit a model: an eighth of what it can look at, so that several pieces fit beside a thread. */
export function pieceSizes(contextSize: number): PieceSizes {
  const tokens = Math.max(48, Math.min(256, Math.floor(contextSize / 8)));
  return { tokens, overlap: Math.floor(tokens / 8) };
}

/**
 * Cuts a document by its structure: never across headings, between paragraphs where it can, else between sentences, else
 * between words. No piece is longer than allowed; stops at `most` pieces.
 */
export async function cutDocument(
  blocks: readonly Block[],
  sizes: PieceSizes,
  countTokens: CountTokens,
  most: number,
): Promise<Piece[]> {
  const pieces: Piece[] = [];
  for (const { headings, text } of blocks) {
    const heading = headings.join(" > ");
    for await (const piece of cutText(text, sizes, countTokens)) {
      if (pieces.length >= most) return pieces;
      pieces.push({ heading, ...piece });
    }
  }
  return pieces;
}

async function* cutText(
  text: string,
  sizes: PieceSizes,
  countTokens: CountTokens,
): AsyncGenerator<Omit<Piece, "heading">> {
  let units: Unit[] = [];
  for await (const unit of unitsOf(text, sizes.tokens, countTokens)) {
    const isFull = sumOf(units) + unit.tokens > sizes.tokens;
    if (units.length > 0 && (isFull || (await countTokens(joined([...units, unit]))) > sizes.tokens)) {
      yield await pieceOf(units, countTokens);
      units = await overlapWith(unit, units, sizes, countTokens);
    }
    units.push(unit);
  }
  if (units.length > 0) yield await pieceOf(units, countTokens);
}

async function pieceOf(units: readonly Unit[], countTokens: CountTokens): Promise<Omit<Piece, "heading">> {
  const text = joined(units);
  return { text, tokens: await countTokens(text) };
}

/** The last units of a piece that are said again before `next`, as far as there is room for both. */
async function overlapWith(
  next: Unit,
  units: readonly Unit[],
  { tokens, overlap }: PieceSizes,
  countTokens: CountTokens,
): Promise<Unit[]> {
  for (let start = 1; start < units.length; start++) {
    const tail = units.slice(start);
    if (sumOf(tail) > overlap || sumOf(tail) + next.tokens > tokens) continue;
    if ((await countTokens(joined([...tail, next]))) <= tokens) return tail;
  }
  return [];
}

function sumOf(units: readonly Unit[]): number {
  return units.reduce((sum, { tokens }) => sum + tokens, 0);
}

function joined(units: readonly Unit[]): string {
  return units.map(({ text, after }, index) => (index === units.length - 1 ? text : text + after)).join("");
}

/** Paragraphs that fit, sentences of those that do not, and parts of sentences that do not either. */
async function* unitsOf(text: string, limit: number, countTokens: CountTokens): AsyncGenerator<Unit> {
  async function* fitting(part: string, cut: Cut): AsyncGenerator<Unit> {
    const words = part.trimEnd();
    if (words.trim() === "") return;
    const tokens = await countTokens(words);
    const smaller = tokens <= limit ? [part] : cut(part, Math.floor((words.length * limit) / tokens));
    if (smaller.length === 1) yield { text: words, after: part.slice(words.length) || " ", tokens };
    else for (const each of smaller) yield* fitting(each, splitCharacters);
  }
  for (const paragraph of splitParagraphs(text))
    for (const part of splitCharacters(paragraph, longestUnit)) yield* fitting(part, splitSentences);
}

/** Cuts a text into parts, of about `length` characters where that is asked for; a text that cannot be cut is one part. */
type Cut = (text: string, length: number) => string[];

function splitParagraphs(text: string): string[] {
  return text.split(/(?<=\n\n)(?=[^\n])/);
}

function splitSentences(text: string, length: number): string[] {
  const parts = Array.from(sentences.segment(text), ({ segment }) => segment);
  return parts.length > 1 ? parts : splitCharacters(text, length);
}

/** At a blank where there is one near, and never within a character. */
function splitCharacters(text: string, length: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > Math.max(1, length)) {
    const blank = rest.lastIndexOf(" ", length) + 1;
    let end = Math.max(1, blank > length / 2 ? blank : length);
    if (/[\uD800-\uDBFF]/.test(rest.charAt(end - 1))) end += 1;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return rest === "" ? parts : [...parts, rest];
}
