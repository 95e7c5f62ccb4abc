import { languageOf } from "../trigger/language.ts";
import { ownWords } from "../trigger/own-words.ts";
import { countWords } from "../trigger/word-count.ts";
import { standingGates, type Candidate } from "./gate.ts";
import { rangeReport, reportOf, type GateReport } from "./gate-report.ts";
import type { GateRules } from "./gate-rules.ts";

/** A post as the gates look at it. */
export interface GatedPost extends Candidate {
  /** Pending or final payout in HBD. */
  readonly payout: number;
  readonly votes: number;
}

/**
 * Asks the gates that need nothing but the post: those that stand for every agent, and those of the agent's file. The size
 * comes first, so that nothing takes a hostile body apart. Pure.
 */
export function askPostGates(rules: GateRules, post: GatedPost): readonly GateReport[] {
  const { minWords, languages, maxLength, pendingPayout, votes } = rules;
  const size = post.body.length;
  const first = maxLength === undefined ? [] : [rangeReport("max-length", size, { most: maxLength }, characters)];
  if (first.some(({ outcome }) => outcome === "refused")) return first;
  return [
    ...first,
    ...standingGates(post),
    ...(minWords > 0 ? [wordsReport(post.body, minWords)] : []),
    ...(languages.length > 0 ? [languageReport(post.body, languages)] : []),
    ...(pendingPayout ? [rangeReport("pending-payout", post.payout, pendingPayout, hbd)] : []),
    ...(votes ? [rangeReport("votes", post.votes, votes, String)] : []),
  ];
}

function wordsReport(body: string, minWords: number): GateReport {
  const count = countWords(ownWords(body), minWords);
  const shown = count < minWords ? `${count} words of its own` : `at least ${minWords} words of its own`;
  return reportOf("min-words", count >= minWords, `${shown}, ${minWords} are wanted`);
}

/** A text whose language cannot be told is let through: short questions are mostly such. */
function languageReport(body: string, languages: readonly string[]): GateReport {
  const wanted = `${languages.join(" or ")} is wanted`;
  const language = languageOf(body);
  if (language === undefined) return reportOf("language", true, `cannot be told, ${wanted}`);
  return reportOf("language", languages.includes(language), `${language}, ${wanted}`);
}

const characters = (count: number): string => `${count} characters`;
const hbd = (amount: number): string => `${amount} HBD`;
