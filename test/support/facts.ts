import { sharesOf } from "../../src/decision/vote-weights.ts";
import { blankPast, type Facts } from "../../src/policy/guard.ts";
import type { Limits } from "../../src/policy/limits.ts";
import { noTurns } from "../../src/policy/turns.ts";

/** The limits of an ordinary agent, with these changes. */
export function limitsOf(changes: Partial<Limits> = {}): Limits {
  return {
    actionsPerDay: 40,
    postsPerDay: 3,
    perAuthor: { actions: 3, everyMilliseconds: 3_600_000 },
    perThread: 10,
    cooldown: 0,
    replyDepth: 4,
    quietHours: undefined,
    upvoteWeight: sharesOf(2_500),
    votesPerDay: undefined,
    voteAfter: 0,
    minScore: 0,
    keepVotingMana: 8_000,
    keepResourceCredits: 3_000,
    ...changes,
  };
}

/** The facts of an agent that has done nothing yet and has all its mana, with these changes. */
export function factsOf(changes: Partial<Facts> = {}): Facts {
  return {
    now: new Date(0),
    account: "sage.agent",
    person: "alice",
    isUnasked: false,
    depth: 1,
    turns: noTurns,
    createdAt: undefined,
    isPaidOut: false,
    hasVoted: false,
    ...blankPast,
    votingMana: 1,
    resourceCredits: 1,
    maxCredits: Infinity,
    ...changes,
  };
}
