import { SkepError } from "../shared/errors.ts";
import { renderSections, type Section } from "./section.ts";

/** A section and how soon it may go when room is short. */
export interface RankedSection extends Section {
  /** 0 is never dropped, only shortened; of the others the highest goes first. */
  readonly rank: number;
}

export interface FittedContext {
  readonly user: string;
  readonly tokens: number;
  /** Labels of what was dropped or shortened, for `explain`. */
  readonly cut: readonly string[];
}

/** The shortest to which a section is cut. */
const keptCharacters = 200;

/**
 * Renders the sections so that they fit into `budget` tokens: drops by rank first, then shortens the longest that is
 * left. Counts are exact, by the model's own tokenizer. Throws `config_invalid` when not even the shortest form fits.
 */
export async function fitSections(
  sections: readonly RankedSection[],
  budget: number,
  countTokens: (text: string) => Promise<number>,
): Promise<FittedContext> {
  let kept = [...sections];
  const cut: string[] = [];
  for (;;) {
    const user = renderSections(kept);
    const tokens = await countTokens(user);
    if (tokens <= budget) return { user, tokens, cut };
    const worst = kept.reduce<RankedSection | undefined>((a, b) => (b.rank > (a?.rank ?? 0) ? b : a), undefined);
    if (worst) {
      kept = kept.filter((section) => section !== worst);
      cut.push(`${worst.label}: dropped`);
      continue;
    }
    const longest = kept.reduce((a, b) => (b.text.length > a.text.length ? b : a));
    if (longest.text.length <= keptCharacters) throw tooSmall(tokens, budget);
    const share = Math.max(0.1, Math.min(0.9, (budget / tokens) * 0.95));
    const text = shortened(longest.text, Math.max(keptCharacters, Math.floor(longest.text.length * share)));
    kept = kept.map((section) => (section === longest ? { ...section, text } : section));
    cut.push(`${longest.label}: shortened`);
  }
}

/** The beginning of a text, `length` long at most, its end marked, and no character cut in half. */
function shortened(text: string, length: number): string {
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

function tooSmall(tokens: number, budget: number): SkepError {
  const message = `the model has room for ${Math.max(0, budget)} tokens of context, the least that makes sense is ${tokens}: give it a larger contextSize or the agent a smaller maxTokens`;
  return new SkepError("config_invalid", message);
}
