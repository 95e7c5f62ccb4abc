import { estimatedCredits } from "../chain/credit-cost.ts";
import { allCapabilities, wanted, type Capability, type Decision } from "../decision/decision.ts";
import { after, defer, defineGuard, deny, percent } from "./define-guard.ts";
import type { Guard } from "./guard.ts";

const towardPeople: readonly Capability[] = ["reply", "upvote"];

/** Caps what an agent does in 24 hours. */
export function dailyBudget(limit: number): Guard {
  return defineGuard("actions-per-day", allCapabilities, (decision, { actionsToday }) =>
    actionsToday + wanted(decision).length <= limit
      ? undefined
      : deny(`${actionsToday} of ${limit} actions of this day are used`),
  );
}

/** Caps the root posts and threads of 24 hours. */
export function postBudget(limit: number): Guard {
  return defineGuard("posts-per-day", ["post", "thread"], (decision, { postsToday }) =>
    postsToday + wanted(decision).filter((capability) => !towardPeople.includes(capability)).length <= limit
      ? undefined
      : deny(`${postsToday} of ${limit} posts of this day are used`),
  );
}

/** Caps what an agent does toward one person within a span. */
export function authorBudget(limit: number, everyMilliseconds: number): Guard {
  return defineGuard("per-author", towardPeople, (decision, { actionsWithPerson, person }) =>
    person === "" || actionsWithPerson + wanted(decision).length <= limit
      ? undefined
      : deny(
          `${actionsWithPerson} of ${limit} actions toward @${person} within ${everyMilliseconds / 60_000} minutes are used`,
        ),
  );
}

/** Leaves a pause between two actions toward one person. */
export function cooldown(milliseconds: number): Guard {
  return defineGuard("cooldown", towardPeople, (_, { now, lastWithPersonAt, person }) => {
    if (lastWithPersonAt === undefined || person === "") return undefined;
    const until = after(lastWithPersonAt, milliseconds);
    if (until <= now) return undefined;
    return defer(`@${person} heard from it less than ${milliseconds / 1_000} seconds ago`, until);
  });
}

/** Caps what an agent does in one thread in 24 hours. */
export function threadBudget(limit: number): Guard {
  return defineGuard("per-thread", towardPeople, (decision, { actionsInThread }) =>
    actionsInThread + wanted(decision).length <= limit
      ? undefined
      : deny(`${actionsInThread} of ${limit} actions in this thread are used`),
  );
}

/** Keeps resource credits above the floor, the estimated cost of what is wanted included. */
export function resourceCredits(keep: number): Guard {
  return defineGuard("keep-resource-credits", allCapabilities, (decision, { resourceCredits: left, maxCredits }) => {
    const cost = creditsOf(decision) / maxCredits;
    if ((left - cost) * 10_000 > keep) return undefined;
    const price = cost > 0 ? ` and about ${percent(cost)} would be spent` : "";
    return defer(`resource credits are at ${percent(left)}${price}, ${keep / 100}% are kept`);
  });
}

function creditsOf({ reply, post, thread, upvote }: Decision): number {
  const texts = [reply, post, thread].flatMap((text) => (text ? [Buffer.byteLength(text.body)] : []));
  const comments = texts.reduce((sum, bytes) => sum + estimatedCredits("comment", bytes), 0);
  return comments + (upvote ? estimatedCredits("vote", 0) : 0);
}
