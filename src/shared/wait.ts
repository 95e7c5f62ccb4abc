import { setTimeout as sleep } from "node:timers/promises";

/** Resolves after so many milliseconds, or at once when the signal fires; never rejects. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await sleep(milliseconds, undefined, { signal }).catch(() => {});
}
