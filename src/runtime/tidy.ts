import { pause } from "../shared/wait.ts";
import type { Rooms, StopSignals } from "./rooms.ts";

const everyMilliseconds = 10 * 60_000;
/** Small bites: nobody else writes meanwhile. */
const jobsAtOnce = 50;
/** 16 MiB of pages of 4 KiB. */
const pagesAtOnce = 4_096;

/** Shrinks what settled longer than `keep` ago (milliseconds) and gives the room back to the disk. */
export async function tidy(rooms: Pick<Rooms, "store" | "clock">, keep: number, stop: StopSignals): Promise<void> {
  while (!stop.drain.aborted) {
    await tidyOnce(rooms, keep, stop.drain);
    await pause(everyMilliseconds, stop.drain);
  }
}

/** One round; ends early when the signal fires. Answers how many jobs were shrunk. */
export async function tidyOnce(
  { store, clock }: Pick<Rooms, "store" | "clock">,
  keep: number,
  signal: AbortSignal,
): Promise<number> {
  const before = new Date(clock.now().getTime() - keep);
  let shrunk = 0;
  while (!signal.aborted) {
    const count = await store.tidy.shrink(before, jobsAtOnce);
    shrunk += count;
    if (count < jobsAtOnce) break;
    await pause(20, signal); // lets the loops have their turn
  }
  while (!signal.aborted && (await store.memory.expire(clock.now(), jobsAtOnce)) === jobsAtOnce)
    await pause(20, signal);
  const dropped = signal.aborted ? 0 : await store.readings.dropUnused(before);
  if (shrunk + dropped > 0 && !signal.aborted) await store.tidy.release(pagesAtOnce);
  return shrunk;
}
