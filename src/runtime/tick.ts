import type { Agent } from "../agent/agent.ts";
import { slots } from "../trigger/slots.ts";
import { pause } from "../shared/wait.ts";
import type { NewJob } from "../store/listen-store.ts";
import type { Bell } from "./bell.ts";
import { jobAccepted } from "./listen.ts";
import type { Rooms, StopSignals } from "./rooms.ts";

type Schedule = Agent["schedules"][number];

/** Turns due slots of schedules into jobs of the same inbox that chain events go to. */
export async function tick(rooms: Rooms, work: Bell, stop: StopSignals): Promise<void> {
  const { agents, store, clock } = rooms;
  const schedules = agents.flatMap((agent) => agent.schedules.map((schedule) => ({ agent, schedule })));
  if (schedules.length === 0) return;
  for (const { agent, schedule } of schedules)
    await store.schedule.startCounting(agent.name, schedule.name, clock.now());
  while (!stop.drain.aborted) {
    for (const { agent, schedule } of schedules) {
      if (await acceptDue(agent, schedule, rooms)) work.ring();
    }
    await pause(1_000, stop.drain);
  }
}

/** Puts the slots since the last one into the inbox, as the schedule says of missed ones. */
async function acceptDue(agent: Agent, schedule: Schedule, { store, clock, journal }: Rooms): Promise<boolean> {
  const now = clock.now();
  const last = await store.schedule.findLastSlot(agent.name, schedule.name);
  const due = slots(schedule.cron, schedule.timezone, last ?? now, now);
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
export function chosen(due: readonly Date[], missed: Schedule["missed"], now: Date): readonly Date[] {
  if (missed === "run-all") return due;
  const newest = due.slice(-1);
  return missed === "run-once" ? newest : newest.filter((slot) => now.getTime() - slot.getTime() <= graceMilliseconds);
}

function slotJob(agent: Agent, schedule: Schedule, slot: Date): NewJob {
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
