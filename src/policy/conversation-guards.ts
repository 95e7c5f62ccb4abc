import { defineGuard, deny } from "./define-guard.ts";
import type { Guard } from "./guard.ts";

/** Never answers itself, never votes for itself. */
export function notOneself(): Guard {
  return defineGuard("not-oneself", ["reply", "upvote"], (_, { person, account }) =>
    person === account ? deny("that is the agent's own post") : undefined,
  );
}

/** Who has not asked gets no answer but a word that comes with a vote. */
export function onlyWithVote(): Guard {
  return defineGuard("only-with-vote", ["reply"], ({ upvote }, { isUnasked }) =>
    isUnasked && !upvote ? deny("nobody asked: a comment comes only with a vote") : undefined,
  );
}

/** Keeps out of endless threads. */
export function replyDepth(limit: number): Guard {
  return defineGuard("reply-depth", ["reply"], (_, { depth }) =>
    depth <= limit ? undefined : deny(`the post lies ${depth} deep, the agent answers down to ${limit}`),
  );
}

/** So many turns a machine gets before its pace gives it away. */
const turnsOfMachines = 2;

/** Two agents that do not say what they are would talk without end: who always answers at once gets two turns. */
export function notMachines(): Guard {
  return defineGuard("not-machines", ["reply"], (_, { turns, person }) =>
    turns.count >= turnsOfMachines && turns.quick >= turnsOfMachines
      ? deny(`@${person} has answered ${turns.quick} of its answers within a minute, as machines do`)
      : undefined,
  );
}
