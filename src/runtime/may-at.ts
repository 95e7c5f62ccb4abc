import type { Agent } from "../agent/agent.ts";
import type { Capability } from "../decision/decision.ts";
import type { ClaimedJob } from "../store/work-store.ts";

/** Posts and short posts that people just publish: nobody has asked to be answered. */
export const unaskedTriggers: ReadonlySet<string> = new Set(["post", "thread"]);

/**
 * What an agent may do at this event. A slot has nobody to answer or vote for, an event asks for no root post, and who
 * just publishes something has not asked to be answered.
 */
export function mayAt({ trigger }: Pick<ClaimedJob, "trigger">, { may }: Pick<Agent, "may">): readonly Capability[] {
  return may.filter((capability) => {
    if (capability === "post") return trigger === "schedule";
    if (capability === "reply" && unaskedTriggers.has(trigger)) return false;
    return trigger !== "schedule";
  });
}
