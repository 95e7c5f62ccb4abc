import { pause } from "../shared/wait.ts";
import { acceptDue } from "./accept-due.ts";
import type { Bell } from "./bell.ts";
import type { Rooms, StopSignals } from "./rooms.ts";

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
