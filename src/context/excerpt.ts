import { byWords } from "../search/rank.ts";
import { termsOf } from "../search/terms.ts";

/** A piece of a text that is shown whole or not at all, and what stands between it and the next one. */
interface Passage {
  readonly text: string;
  readonly after: string;
}

/** The share of an excerpt that its beginning gets. */
const shareOfBeginning = 0.4;
/** A paragraph that is longer than this is taken apart into sentences. */
const longestParagraph = 400;
const gap = "\n…\n";

const sentences = new Intl.Segmenter("und", { granularity: "sentence" });

/**
 * At most `length` characters of a text: its beginning, then the passages that have most to do with the question, then
 * what follows the beginning, in the order in which they stand in the text. What is left out is marked by "…". Pure.
 */
export function excerpt(text: string, length: number, question: string): string {
  if (text.length <= length) return text;
  const [first, ...others] = passagesOf(text);
  if (first === undefined || others.length === 0) return beginningOf(text, length);
  const head = { ...first, text: beginningOf(first.text, Math.floor(length * shareOfBeginning)) };
  const choice = new Choice([head, ...others], length - gap.length);
  choice.takeRun(length * shareOfBeginning);
  choice.takeEach(byRelevance(choice.passages, question));
  choice.takeRun(length);
  // Where the first passage was cut and nothing else wanted the room, it gets it back.
  const longer = beginningOf(first.text, head.text.length + choice.room);
  return joined([{ ...first, text: longer }, ...others], choice.taken);
}

/** Which passages are shown, and how much room is left. */
class Choice {
  readonly passages: readonly Passage[];
  readonly taken = new Set<number>();
  room: number;

  constructor(passages: readonly Passage[], room: number) {
    this.passages = passages;
    this.room = room;
  }

  /** From the beginning on, until one does not fit or `length` characters are taken. */
  takeRun(length: number): void {
    let used = 0;
    for (const [index, passage] of this.passages.entries()) {
      used += sizeOf(passage);
      if (index > 0 && used > length) return;
      if (!this.taken.has(index) && !this.#take(index, passage)) return;
    }
  }

  /** Each that still fits. */
  takeEach(order: readonly number[]): void {
    for (const index of order) {
      const passage = this.passages[index];
      if (passage !== undefined && !this.taken.has(index)) this.#take(index, passage);
    }
  }

  #take(index: number, passage: Passage): boolean {
    if (sizeOf(passage) > this.room) return false;
    this.taken.add(index);
    this.room -= sizeOf(passage);
    return true;
  }
}

/** With the longest that may stand behind it. */
function sizeOf({ text, after }: Passage): number {
  return text.length + Math.max(after.length, gap.length);
}

/** The beginning of a text, `length` long at most, its end marked, and no character cut in half. */
function beginningOf(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, Math.max(0, length - 1)).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

function passagesOf(text: string): Passage[] {
  return text
    .split(/(?<=\n)(?=[^\n])/)
    .flatMap((paragraph) =>
      paragraph.length <= longestParagraph
        ? [paragraph]
        : Array.from(sentences.segment(paragraph), ({ segment }) => segment),
    )
    .map((piece) => ({ text: piece.trimEnd(), after: piece.slice(piece.trimEnd().length) }))
    .filter(({ text: words }) => words !== "");
}

/** Places of those that share a word with the question, the most telling first; of equals the earlier. */
function byRelevance(passages: readonly Passage[], question: string): number[] {
  const candidates = passages.map(({ text }, index) => ({ id: -index, terms: termsOf(text) }));
  return byWords({ terms: termsOf(question) }, candidates).map(({ id }) => Math.abs(id));
}

function joined(passages: readonly Passage[], taken: ReadonlySet<number>): string {
  let text = "";
  let before = -1;
  for (const [index, passage] of passages.entries()) {
    if (!taken.has(index)) continue;
    if (before >= 0) text += before === index - 1 ? (passages[before]?.after ?? "") : gap;
    text += passage.text;
    before = index;
  }
  return before < passages.length - 1 ? `${text}${gap.trimEnd()}` : text;
}
