import type { VoteWeights } from "../decision/vote-weights.ts";
import { authorBudget, cooldown, dailyBudget, postBudget, resourceCredits, threadBudget } from "./budget-guards.ts";
import { notMachines, notOneself, onlyWithVote, replyDepth } from "./conversation-guards.ts";
import type { Guard } from "./guard.ts";
import { quietHours, type QuietHours } from "./quiet-hours.ts";
import { leastScore, openPayout, voteOnce, votesPerDay, votingMana } from "./vote-guards.ts";

/** What an agent file allows, in the chain's units. */
export interface Limits {
  readonly actionsPerDay: number;
  /** Root posts and threads. */
  readonly postsPerDay: number;
  readonly perAuthor: { readonly actions: number; readonly everyMilliseconds: number };
  /** Actions in one thread in 24 hours. */
  readonly perThread: number;
  /** Milliseconds between two actions toward one person. */
  readonly cooldown: number;
  /** How deep in a thread the agent may still answer. */
  readonly replyDepth: number;
  readonly quietHours: QuietHours | undefined;
  readonly upvoteWeight: VoteWeights;
  /** Votes in 24 hours, spread over them; `undefined`: as many as mana and actions allow. */
  readonly votesPerDay: number | undefined;
  /** Milliseconds that a post must be old before it is looked at for a vote. */
  readonly voteAfter: number;
  /** Of 10: the score from which on a post may get a vote. */
  readonly minScore: number;
  /** Basis points of the maximum that are never spent. */
  readonly keepVotingMana: number;
  readonly keepResourceCredits: number;
}

/** The guards that every decision passes: what is denied for good first, what only waits last. */
export function guardsFor(limits: Limits): readonly Guard[] {
  return [
    notOneself(),
    onlyWithVote(),
    dailyBudget(limits.actionsPerDay),
    postBudget(limits.postsPerDay),
    authorBudget(limits.perAuthor.actions, limits.perAuthor.everyMilliseconds),
    threadBudget(limits.perThread),
    replyDepth(limits.replyDepth),
    notMachines(),
    openPayout(),
    voteOnce(),
    leastScore(limits.minScore),
    cooldown(limits.cooldown),
    ...(limits.votesPerDay === undefined ? [] : [votesPerDay(limits.votesPerDay)]),
    ...guardsOfNow(limits),
  ];
}

/**
 * What is asked once more right before a row is signed, however long ago it was decided. Budgets are not: what the row
 * uses of them was reserved with the decision.
 */
export function guardsBeforeSending(limits: Limits): readonly Guard[] {
  return [openPayout(), voteOnce(), ...guardsOfNow(limits)];
}

/** What depends on the hour, and on what the account has left at it. */
function guardsOfNow(limits: Limits): readonly Guard[] {
  return [
    ...(limits.quietHours === undefined ? [] : [quietHours(limits.quietHours)]),
    votingMana(limits.keepVotingMana, limits.upvoteWeight),
    resourceCredits(limits.keepResourceCredits),
  ];
}
