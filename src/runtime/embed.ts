import { embedSome } from "../memory/embed-memories.ts";
import { messageOf, SkepError } from "../shared/errors.ts";
import { pause } from "../shared/wait.ts";
import { spaceOf } from "../memory/index-memory.ts";
import type { Rooms, StopSignals } from "./rooms.ts";

const idleMilliseconds = 5_000;
const troubleMilliseconds = 60_000;
/** Lets the other loops have their turn between two batches. */
const breathMilliseconds = 5;
/** Progress is told each time so many more are done. */
const toldEach = 1_024;

/**
 * Gives memories the vectors of the embedder in use: new ones soon after they were made, all of them after `embedding:`
 * was changed. Beside the other loops; nothing waits for it.
 */
export async function embed(rooms: Pick<Rooms, "store" | "embedder" | "journal">, stop: StopSignals): Promise<void> {
  while (!stop.drain.aborted) {
    const rest = await embedAll(rooms, stop.drain);
    await pause(rest, stop.drain);
  }
}

/** One round; ends early when the signal fires. Answers how long to wait before the next, in milliseconds. */
export async function embedAll(
  { store, embedder, journal }: Pick<Rooms, "store" | "embedder" | "journal">,
  signal: AbortSignal,
): Promise<number> {
  const total = await store.memory.countOutside(spaceOf(embedder));
  let done = 0;
  let told = 0;
  try {
    while (!signal.aborted) {
      const count = await embedSome(store.memory, embedder, signal);
      done += count;
      if (done - told >= toldEach || (count === 0 && done > told)) {
        journal({ fact: "memories-embedded", done, total: Math.max(total, done) });
        told = done;
      }
      if (count === 0) break;
      await pause(breathMilliseconds, signal);
    }
    return idleMilliseconds;
  } catch (error) {
    if (signal.aborted) return 0;
    if (!(error instanceof SkepError && error.code === "model_unavailable")) throw error;
    journal({ fact: "trouble", loop: "embed", message: messageOf(error) });
    return troubleMilliseconds;
  }
}
