import { wanted, type Capability } from "../decision/decision.ts";
import type { Guard, Objection } from "./guard.ts";

/** What an agent file allows, in the chain's units. */
export interface Limits {
  readonly actionsPerDay: number;
  readonly perAuthor: { readonly actions: number; readonly everyMilliseconds: number };
  /** How deep in a thread the agent may still answer. */
  readonly replyDepth: number;
  /** Basis points. */
  readonly upvoteWeight: number;
  /** Basis points of the maximum that are never spent. */
  readonly keepVotingMana: number;
  readonly keepResourceCredits: number;
}

/** The guards that every decision passes, cheapest first. */
export function guardsFor(limits: Limits): readonly Guard[] {
  return [
    notOneself(),
    dailyBudget(limits.actionsPerDay),
    authorBudget(limits.perAuthor.actions, limits.perAuthor.everyMilliseconds),
    replyDepth(limits.replyDepth),
    openPayout(),
    votingMana(limits.keepVotingMana),
    resourceCredits(limits.keepResourceCredits),
  ];
}

/**
 * What is asked once more right before a row is signed, however long ago it was decided. Budgets are not: what the row
 * uses of them was reserved with the decision.
 */
export function guardsBeforeSending(limits: Limits): readonly Guard[] {
  return [openPayout(), votingMana(limits.keepVotingMana), resourceCredits(limits.keepResourceCredits)];
}

/** Never answers itself, never votes for itself. */
function notOneself(): Guard {
  return guard("not-oneself", ["reply", "upvote"], (_, { person, account }) =>
    person === account ? deny("that is the agent's own post") : undefined,
  );
}

/** Caps what an agent does in 24 hours. */
export function dailyBudget(limit: number): Guard {
  return guard("actions-per-day", ["reply", "upvote", "post"], (decision, { actionsToday }) =>
    actionsToday + wanted(decision).length <= limit
      ? undefined
      : deny(`${actionsToday} of ${limit} actions of this day are used`),
  );
}

/** Caps what an agent does toward one person within a span. */
function authorBudget(limit: number, everyMilliseconds: number): Guard {
  return guard("per-author", ["reply", "upvote"], (decision, { actionsWithPerson, person }) =>
    person === "" || actionsWithPerson + wanted(decision).length <= limit
      ? undefined
      : deny(
          `${actionsWithPerson} of ${limit} actions toward @${person} within ${everyMilliseconds / 60_000} minutes are used`,
        ),
  );
}

/** Keeps out of endless threads. */
export function replyDepth(limit: number): Guard {
  return guard("reply-depth", ["reply"], (_, { depth }) =>
    depth <= limit ? undefined : deny(`the post lies ${depth} deep, the agent answers down to ${limit}`),
  );
}

/** A vote on a paid-out post is accepted by the chain and does nothing but cost. */
export function openPayout(): Guard {
  return guard("open-payout", ["upvote"], (_, { isPaidOut }) =>
    isPaidOut ? deny("the post has been paid out") : undefined,
  );
}

/** Keeps voting mana above the floor. */
export function votingMana(keep: number): Guard {
  return guard("keep-voting-mana", ["upvote"], (_, facts) =>
    facts.votingMana * 10_000 > keep
      ? undefined
      : defer(`voting mana is at ${percent(facts.votingMana)}, ${keep / 100}% are kept`),
  );
}

/** Keeps resource credits above the floor. */
export function resourceCredits(keep: number): Guard {
  return guard("keep-resource-credits", ["reply", "upvote", "post"], (_, facts) =>
    facts.resourceCredits * 10_000 > keep
      ? undefined
      : defer(`resource credits are at ${percent(facts.resourceCredits)}, ${keep / 100}% are kept`),
  );
}

/** A guard that speaks up only when one of these capabilities is wanted. */
function guard(name: string, about: readonly Capability[], object: Guard["object"]): Guard {
  return {
    name,
    object: (decision, facts) =>
      wanted(decision).some((capability) => about.includes(capability)) ? object(decision, facts) : undefined,
  };
}

function deny(because: string): Objection {
  return { outcome: "deny", because };
}

function defer(because: string): Objection {
  return { outcome: "defer", because };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
