import type { Decision } from "../decision/decision.ts";
import type { Turns } from "./turns.ts";

/** Everything a guard may look at, read once before judging. */
export interface Facts extends Standing, Past {
  readonly now: Date;
  /** The agent's own account. */
  readonly account: string;
  /** Who asked, or who wrote the post that is judged; empty for a schedule. */
  readonly person: string;
  /** Whether they only published something, and asked for nothing. */
  readonly isUnasked: boolean;
  /** How deep the post lies that would be answered; 0 for a root post. */
  readonly depth: number;
  /** How often agent and person have answered each other above it. */
  readonly turns: Turns;
  /** When the post was written; `undefined` for a schedule. */
  readonly createdAt: Date | undefined;
  /** Whether the post that the decision is about can still earn, and so still be voted on. */
  readonly isPaidOut: boolean;
  /** Whether the account has voted on it, or is about to. */
  readonly hasVoted: boolean;
}

/** What an account has left. */
export interface Standing {
  /** Upvote mana of the account, 0..1, without what votes will take that are planned already. */
  readonly votingMana: number;
  /** Resource credits of the account, 0..1. */
  readonly resourceCredits: number;
  /** The most resource credits that the account can have; `Infinity` where nobody knows. */
  readonly maxCredits: number;
}

/** What an agent did lately, reservations included. */
export interface Past {
  /** In the last 24 hours. */
  readonly actionsToday: number;
  /** Root posts and threads in the last 24 hours. */
  readonly postsToday: number;
  /** Votes in the last 24 hours. */
  readonly votesToday: number;
  readonly lastVoteAt: Date | undefined;
  /** Toward this person within the span that the agent's file names. */
  readonly actionsWithPerson: number;
  readonly lastWithPersonAt: Date | undefined;
  /** In this thread in the last 24 hours. */
  readonly actionsInThread: number;
}

/** The past of an agent that has done nothing yet. */
export const blankPast: Past = {
  actionsToday: 0,
  postsToday: 0,
  votesToday: 0,
  lastVoteAt: undefined,
  actionsWithPerson: 0,
  lastWithPersonAt: undefined,
  actionsInThread: 0,
};

export interface Objection {
  /** deny: never. defer: judge again later. */
  readonly outcome: "deny" | "defer";
  readonly because: string;
  /** Before this moment a deferred decision meets the same answer; absent where nobody can tell. */
  readonly until?: Date;
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
