import { SkepError } from "../shared/errors.ts";
import { excerpt } from "./excerpt.ts";
import { renderSections, type Section } from "./section.ts";

/** A section and how soon it may go when room is short. */
export interface RankedSection extends Section {
  /** 0 is never dropped, only shortened; of the others the highest goes first. */
  readonly rank: number;
  /** What is asked: the passages of long texts are chosen by it, and up to half of the room it gives way to nothing. */
  readonly isQuestion?: true;
}

/** What became of one part of the context. */
export interface ContextPart {
  readonly label: string;
  /** Shown; 0 when it was dropped. */
  readonly tokens: number;
  /** What it would have taken whole. */
  readonly wholeTokens: number;
}

export interface FittedContext {
  readonly user: string;
  readonly tokens: number;
  /** Labels of what was dropped or shortened, for the journal. */
  readonly cut: readonly string[];
  /** Every section in its order, for `explain`. */
  readonly parts: readonly ContextPart[];
}

/** The shortest to which a section is cut, in characters. */
const keptCharacters = 200;
/** No text may take more of the room than this while others go short: one that stays, and one that may be dropped. */
const shares = { kept: 1 / 2, dropped: 1 / 4 };

interface Part {
  readonly section: RankedSection;
  readonly text: string;
  readonly tokens: number;
  readonly wholeTokens: number;
}

/**
 * Renders the sections so that they fit into `budget` tokens. In this order: texts that would take more than their share
 * are shortened to it, sections are dropped by rank, what is left is shortened, the question last. Counts are exact, by
 * the model's own tokenizer. Throws `config_invalid` when not even the shortest form fits.
 */
export async function fitSections(
  sections: readonly RankedSection[],
  budget: number,
  countTokens: (text: string) => Promise<number>,
): Promise<FittedContext> {
  if (budget <= 0) throw tooSmall(1, budget);
  const countSection = (section: Section): Promise<number> => countTokens(renderSections([section]));
  const question = sections.flatMap(({ isQuestion, text }) => (isQuestion ? [text] : [])).join("\n");
  let parts: readonly Part[] = await Promise.all(sections.map((section) => wholePart(section, countSection)));
  for (;;) {
    const shown = parts.filter(({ tokens }) => tokens > 0);
    const user = renderSections(shown.map(({ section: { label }, text }) => ({ label, text })));
    const tokens = await countTokens(user);
    if (tokens <= budget) return { user, tokens, cut: cutsOf(parts), parts: parts.map(toldPart) };
    const step = nextStep(shown, { budget, over: tokens - budget });
    if (step === undefined) throw tooSmall(tokens, budget);
    const changed =
      step.tokens === 0 ? dropped(step.part) : await shortened(step.part, step.tokens, question, countSection);
    parts = parts.map((part) => (part === step.part ? changed : part));
  }
}

async function wholePart(section: RankedSection, count: (section: Section) => Promise<number>): Promise<Part> {
  const tokens = await count(section);
  return { section, text: section.text, tokens, wholeTokens: tokens };
}

/** Which part gives way next, and to how many tokens; 0: it is dropped. `undefined`: there is nothing left to give. */
function nextStep(
  shown: readonly Part[],
  { budget, over }: { readonly budget: number; readonly over: number },
): { readonly part: Part; readonly tokens: number } | undefined {
  const can = shown.filter(({ text }) => text.length > keptCharacters);
  const shareOf = ({ section }: Part): number =>
    Math.max(1, Math.floor(budget * (section.rank === 0 ? shares.kept : shares.dropped)));
  const greedy = can.find((part) => part.tokens > shareOf(part));
  if (greedy) return { part: greedy, tokens: shareOf(greedy) };
  const least = shown.toSorted((a, b) => b.section.rank - a.section.rank)[0];
  if (least && least.section.rank > 0) return { part: least, tokens: 0 };
  const part = longestOf(can.filter(({ section }) => section.isQuestion !== true)) ?? longestOf(can);
  return part && { part, tokens: Math.max(1, part.tokens - over) };
}

function longestOf(parts: readonly Part[]): Part | undefined {
  return parts.toSorted((a, b) => b.tokens - a.tokens)[0];
}

function dropped(part: Part): Part {
  return { ...part, tokens: 0 };
}

/** Comes out no longer than `tokens`, or as short as a section may be. */
async function shortened(
  { section, text: before, tokens: tokensBefore, wholeTokens }: Part,
  wanted: number,
  question: string,
  count: (section: Section) => Promise<number>,
): Promise<Part> {
  let [text, tokens] = [before, tokensBefore];
  while (tokens > wanted && text.length > keptCharacters) {
    const length = Math.min(text.length - 1, Math.floor(text.length * (wanted / tokens) * 0.98));
    text = excerpt(section.text, Math.max(keptCharacters, length), section.isQuestion ? "" : question);
    tokens = await count({ ...section, text });
  }
  return { section, text, tokens, wholeTokens };
}

function cutsOf(parts: readonly Part[]): string[] {
  return parts
    .filter(({ tokens, wholeTokens }) => tokens < wholeTokens)
    .map(({ section, tokens }) => `${section.label}: ${tokens === 0 ? "dropped" : "shortened"}`);
}

function toldPart({ section, tokens, wholeTokens }: Part): ContextPart {
  return { label: section.label, tokens, wholeTokens };
}

function tooSmall(tokens: number, budget: number): SkepError {
  const message = `the model has room for ${Math.max(0, budget)} tokens of context, the least that makes sense is ${tokens}: give it a larger contextSize or the agent a smaller maxTokens`;
  return new SkepError("config_invalid", message);
}
