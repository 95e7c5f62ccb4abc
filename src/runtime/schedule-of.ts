import type { Agent } from "../agent/agent.ts";
import type { ClaimedJob } from "../store/work-store.ts";
import type { Schedule } from "../trigger/rule.ts";

/** The schedule whose moment a job is; `undefined` for one that the agent's file has no more, and for an event. */
export function scheduleOf(
  { trigger, eventId }: Pick<ClaimedJob, "trigger" | "eventId">,
  { name: agent, schedules }: Pick<Agent, "name" | "schedules">,
): Schedule | undefined {
  if (trigger !== "schedule") return undefined;
  return schedules.find(({ name }) => eventId.startsWith(`schedule/${agent}/${name}/`));
}
