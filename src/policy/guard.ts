import type { Decision } from "../decision/decision.ts";

/** Everything a guard may look at, read once before judging. */
export interface Facts {
  readonly now: Date;
  /** The agent's own account. */
  readonly account: string;
  /** Who asked, or who wrote the post that is judged; empty for a schedule. */
  readonly person: string;
  /** What the agent did in the last 24 hours, reservations included. */
  readonly actionsToday: number;
  /** What it did toward this person within the span that its file names. */
  readonly actionsWithPerson: number;
  /** How deep the post lies that would be answered; 0 for a root post. */
  readonly depth: number;
  /** Upvote mana of the account, 0..1. */
  readonly votingMana: number;
  /** Resource credits of the account, 0..1. */
  readonly resourceCredits: number;
  /** Whether the post that the decision is about can still earn, and so still be voted on. */
  readonly isPaidOut: boolean;
}

export interface Objection {
  /** deny: never. defer: judge again later. */
  readonly outcome: "deny" | "defer";
  readonly because: string;
}

/** What became of a decision; the reason is always there. */
export type Verdict =
  | { readonly outcome: "allow"; readonly passed: readonly string[] }
  | (Objection & { readonly guard: string });

/** One rule. Pure: the same decision and facts always meet the same answer. */
export interface Guard {
  readonly name: string;
  /** Returns an objection, or `undefined` to let the decision pass. */
  object(decision: Decision, facts: Facts): Objection | undefined;
}

/** Asks each guard in turn; the first objection is the verdict. */
export function judge(decision: Decision, facts: Facts, guards: readonly Guard[]): Verdict {
  for (const guard of guards) {
    const objection = guard.object(decision, facts);
    if (objection) return { ...objection, guard: guard.name };
  }
  return { outcome: "allow", passed: guards.map(({ name }) => name) };
}
