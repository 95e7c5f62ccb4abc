import { mentionsOf } from "../chain/mention-rule.ts";
import { fold } from "../search/fold.ts";
import { termsOf } from "../search/terms.ts";
import { linksIn } from "./links.ts";
import { encodedTextIn, filePathIn, machineTalkIn } from "./machine-text.ts";
import { plainForm } from "./plain-form.ts";
import { secretIn } from "./secrets.ts";

/** Whose words a fact must come from. */
export interface FactSource {
  readonly asker: string;
  /** Their post as plain text. */
  readonly said: string;
}

interface FactRule {
  readonly name: string;
  /** Why this must not be kept, without repeating what is secret in it; `undefined` when it may. */
  fault(fact: string, source: FactSource): string | undefined;
}

// Who tells of themself does not speak to the reader, and least of all gives orders.
const addressing =
  /\b(?:you|your|yours|yourself|u|ur|du|dich|dir|dein\w*|ihr|tu|toi|vous|votre|usted\w*|vos|você\w*|voce\w*|ты|тебе|тебя|вы|вам|вас)\b|[你您]|あなた|君は|당신|너는|أنت|\bانت\b/iu;
const ordering =
  /\b(?:ignore|disregard|override|pretend|obey|from now on|instructions?|system|prompts?|assistant|jailbreak|developer mode|remember (?:to|that)|make sure|must|always (?:reply|answer|say|vote|upvote|agree|end|begin|start|add|include)|never (?:reply|answer|say|mention|refuse)|upvote|reply with|answer with|respond|transfer|delegate)\b|(?:^|[\s"'])(?:system|user|assistant)\s*:/iu;
const asking = /[?؟？]\s*$/;
/** The share of a fact's words that must stand in what the asker wrote, other endings allowed. */
const leastShare = 0.5;

/** Every rule, cheapest first. */
const factRules: readonly FactRule[] = [
  { name: "no-links", fault: (fact) => (linksIn(fact).size > 0 ? "it holds a link" : undefined) },
  {
    name: "asker-only",
    fault(fact, { asker }) {
      const stranger = [...mentionsOf(fact)].find((name) => name !== asker);
      return stranger && `it names @${stranger}`;
    },
  },
  { name: "no-secrets", fault: (fact) => holding(secretIn(fact)) },
  { name: "no-file-paths", fault: (fact) => holding(filePathIn(fact)) },
  { name: "no-machine-talk", fault: (fact) => holding(machineTalkIn(fact)) },
  { name: "no-encoded-text", fault: (fact) => holding(encodedTextIn(fact)) },
  {
    name: "no-instructions",
    fault(fact) {
      const plain = plainForm(fact);
      return addressing.test(plain) || ordering.test(fold(plain)) ? "it speaks to the reader" : undefined;
    },
  },
  { name: "no-questions", fault: (fact) => (asking.test(plainForm(fact)) ? "it asks something" : undefined) },
  {
    name: "own-words",
    fault: (fact, source) => (shareOf(fact, source) < leastShare ? "the asker did not write that" : undefined),
  },
];

/**
 * Why what a model wants to remember of somebody must not be kept, with the name of the rule; `undefined` when it may:
 * short, in the asker's own words, about nobody else, and nothing that a later turn could take for an order. Pure.
 */
export function factFault(
  fact: string,
  source: FactSource,
): { readonly rule: string; readonly because: string } | undefined {
  for (const rule of factRules) {
    const because = rule.fault(fact, source);
    if (because !== undefined) return { rule: rule.name, because };
  }
  return undefined;
}

function shareOf(fact: string, { asker, said }: FactSource): number {
  const wanted = termsOf(fact);
  const there = new Set([...termsOf(said), ...termsOf(asker)]);
  return wanted.filter((term) => there.has(term)).length / Math.max(1, wanted.length);
}

function holding(what: string | undefined): string | undefined {
  return what && `it holds ${what}`;
}
