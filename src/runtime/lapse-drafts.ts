import { pause } from "../shared/wait.ts";
import type { Rooms, StopSignals } from "./rooms.ts";

const everyMilliseconds = 20_000;
const hour = 3_600_000;

/** Lets drafts lapse that nobody approved in time. */
export async function lapseDrafts(
  rooms: Pick<Rooms, "agents" | "store" | "clock" | "journal">,
  stop: StopSignals,
): Promise<void> {
  while (!stop.drain.aborted) {
    await lapseOverdue(rooms);
    await pause(everyMilliseconds, stop.drain);
  }
}

/** One round. What agents that do not run any more have drafted is left for their operator. */
export async function lapseOverdue({
  agents,
  store,
  clock,
  journal,
}: Pick<Rooms, "agents" | "store" | "clock" | "journal">): Promise<void> {
  for (const row of await store.send.readDrafts()) {
    const agent = agents.find(({ name }) => name === row.agent);
    if (!agent || clock.now().getTime() - row.decidedAt.getTime() <= agent.approveWithin) continue;
    const because = `nobody approved it within ${agent.approveWithin / hour} hours`;
    if (!(await store.send.lapseDraft(row.id, because))) continue;
    const { id: outboxId, jobId, subject } = row;
    journal({ fact: "transaction-lapsed", outboxId, jobId, agent: agent.name, subject, because });
  }
}
