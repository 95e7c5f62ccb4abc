import type { NodeReport } from "../chain/node-health.ts";
import { pause } from "../shared/wait.ts";
import type { Rooms, StopSignals } from "./rooms.ts";

const everyMilliseconds = 10_000;

/** Notes every ten seconds how the nodes do, for those who ask from beside the bot. */
export async function tellHealth(
  nodes: () => readonly NodeReport[],
  { store, clock }: Pick<Rooms, "store" | "clock">,
  stop: StopSignals,
): Promise<void> {
  while (!stop.drain.aborted) {
    await store.health.note({ report: JSON.stringify(nodes()), at: clock.now() });
    await pause(everyMilliseconds, stop.drain);
  }
}
