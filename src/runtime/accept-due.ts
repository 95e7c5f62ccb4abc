import type { Agent } from "../agent/agent.ts";
import type { NewJob } from "../store/listen-store.ts";
import type { Schedule } from "../trigger/rule.ts";
import { slots } from "../trigger/slots.ts";
import { jobAccepted } from "./listen.ts";
import type { Rooms } from "./rooms.ts";

/**
 * Puts the slots since the last one into the inbox, as the schedule says of missed ones; answers whether any was new. Where
 * the clock was put back behind the last slot, counting goes on from now: a slot that had its job gets no second one.
 */
export async function acceptDue(
  agent: Pick<Agent, "name">,
  schedule: Schedule,
  { store, clock, journal }: Pick<Rooms, "store" | "clock" | "journal">,
): Promise<boolean> {
  const now = clock.now();
  const last = (await store.schedule.findLastSlot(agent.name, schedule.name)) ?? now;
  if (last > now) await store.schedule.countFrom(agent.name, schedule.name, now);
  const due = slots(schedule.cron, schedule.timezone, last, now);
  let accepted = false;
  for (const slot of chosen(due, schedule.missed, now)) {
    const job = slotJob(agent, schedule, slot);
    if (!(await store.schedule.acceptSlot(schedule.name, slot, job))) continue;
    journal(jobAccepted(job));
    accepted = true;
  }
  return accepted;
}

const graceMilliseconds = 60_000;

/** Which of the slots that have passed are run. Pure. */
function chosen(due: readonly Date[], missed: Schedule["missed"], now: Date): readonly Date[] {
  if (missed === "run-all") return due;
  const newest = due.slice(-1);
  return missed === "run-once" ? newest : newest.filter((slot) => now.getTime() - slot.getTime() <= graceMilliseconds);
}

/** The job of a schedule's slot. Pure. */
export function slotJob(agent: Pick<Agent, "name">, schedule: Schedule, slot: Date): NewJob {
  const eventId = `schedule/${agent.name}/${schedule.name}/${slot.toISOString()}`;
  return {
    agent: agent.name,
    eventId,
    subject: eventId,
    trigger: "schedule",
    person: "",
    event: JSON.stringify({ schedule: schedule.name, slot: slot.toISOString() }),
    block: 0,
    happenedAt: slot,
    notBefore: slot,
  };
}
