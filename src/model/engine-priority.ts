import { setPriority } from "node:os";

/** Answers may wait; the loop that follows the chain may not. */
const niceness = 5;

/**
 * Gives a process that was started this instant a lower priority. On Linux a priority belongs to a thread and passes on
 * to the threads that it starts: set any later, the threads that decode would keep the usual one.
 */
export function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, niceness);
  } catch {
    // Some containers forbid even this, or the process is gone already; the engine then runs as the bot does.
  }
}
