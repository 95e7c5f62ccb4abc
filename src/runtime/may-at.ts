import type { Agent } from "../agent/agent.ts";
import type { Capability } from "../decision/decision.ts";
import type { ClaimedJob } from "../store/work-store.ts";
import { scheduleOf } from "./schedule-of.ts";

/** Posts and short posts that people just publish: nobody has asked to be answered. */
export const unaskedTriggers: ReadonlySet<string> = new Set(["post", "thread"]);

/**
 * What an agent may do at this event. A slot has nobody to vote for, and what is written at it goes where its schedule
 * says; an event asks for no post of one's own, and who just publishes something has not asked to be answered:
 * there an agent may comment only where its file says so, and only together with a vote.
 */
export function mayAt(
  job: Pick<ClaimedJob, "trigger" | "eventId">,
  agent: Pick<Agent, "name" | "may" | "schedules" | "commentWithVote">,
): readonly Capability[] {
  if (job.trigger === "schedule") {
    const outlet = scheduleOf(job, agent)?.outlet;
    return agent.may.filter((capability) => capability === outlet?.kind);
  }
  return agent.may.filter((capability) => {
    if (capability === "post" || capability === "thread") return false;
    if (capability !== "reply" || !unaskedTriggers.has(job.trigger)) return true;
    return agent.commentWithVote && agent.may.includes("upvote");
  });
}
