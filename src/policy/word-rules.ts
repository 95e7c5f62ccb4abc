import { mentionsOf } from "../chain/mention-rule.ts";
import { leadsTo, linksIn } from "./links.ts";
import { encodedTextIn, filePathIn, machineTalkIn } from "./machine-text.ts";
import { countNearDuplicates } from "./near-duplicate.ts";
import { promptLeakIn } from "./prompt-leak.ts";
import { secretIn } from "./secrets.ts";
import { writingOf } from "./writing.ts";

/** What a text is measured by: where its words may come from, and what they must not say. */
export interface Surroundings {
  /** All that the model was shown, as plain text. */
  readonly sources: readonly string[];
  /** Hosts that may be linked to although no source names them. */
  readonly linkHosts: readonly string[];
  /** Accounts that may be named with an `@`. */
  readonly mayMention: readonly string[];
  /** The system messages: nothing of them belongs on chain. */
  readonly prompts: readonly string[];
  /** What the agent last said on its own account, newest first. */
  readonly lastSaid: readonly string[];
}

/** One rule for words that are to stand on chain. Pure. */
export interface WordRule {
  readonly name: string;
  /** Why these words must not be said, without repeating what is secret in them; `undefined` when they may. */
  fault(text: string, surroundings: Surroundings): string | undefined;
}

/** The same answer may be given twice within the rows that are looked at; a third time is spam. */
const repetitionsAllowed = 2;

/** Every rule, cheapest first. Length is no rule of its own: the decision schema bounds it. */
export const wordRules: readonly WordRule[] = [
  {
    name: "known-links",
    fault(text, { sources, linkHosts }) {
      const known = linksIn(sources.join("\n"));
      const strange = [...linksIn(text)].find((link) => !known.has(link) && !leadsTo(link, linkHosts));
      return strange && `it links to ${strange.slice(0, 80)}, which nothing that it read names`;
    },
  },
  {
    name: "no-strangers",
    fault(text, { mayMention }) {
      const stranger = [...mentionsOf(text)].find((name) => !mayMention.includes(name));
      return stranger && `it names @${stranger}, who did not ask`;
    },
  },
  { name: "no-secrets", fault: (text) => holding(secretIn(text)) },
  { name: "no-file-paths", fault: (text) => holding(filePathIn(text)) },
  { name: "no-machine-talk", fault: (text) => holding(machineTalkIn(text)) },
  { name: "no-encoded-text", fault: (text) => holding(encodedTextIn(text)) },
  { name: "no-prompt", fault: (text, { prompts, sources }) => holding(promptLeakIn(text, prompts, sources)) },
  {
    name: "known-writing",
    fault(text, { sources }) {
      const read = sources.flatMap((source) => writingOf(source) ?? []);
      const writing = writingOf(text);
      if (writing === undefined || read.length === 0 || read.includes(writing)) return undefined;
      return `it is written in ${writing}, what it read is not`;
    },
  },
  {
    name: "no-repetition",
    fault(text, { lastSaid }) {
      const times = countNearDuplicates(text, lastSaid);
      return times >= repetitionsAllowed ? `it said nearly the same ${times} times lately` : undefined;
    },
  },
];

/** The first fault of any of these texts, with the name of its rule; `undefined` when all may be said. */
export function firstFault(
  texts: readonly string[],
  surroundings: Surroundings,
): { readonly rule: string; readonly because: string } | undefined {
  for (const rule of wordRules) {
    for (const text of texts) {
      const because = rule.fault(text, surroundings);
      if (because !== undefined) return { rule: rule.name, because };
    }
  }
  return undefined;
}

function holding(what: string | undefined): string | undefined {
  return what && `it holds ${what}`;
}
