import { readFileSync } from "node:fs";

/** Ticks in a second, in which Linux tells the processor time of a process (USER_HZ, the same on every platform it runs on). */
const ticksPerSecond = 100;

/**
 * Seconds of processor time that a process has used so far, with all its threads; of this one where no id is given. Only on
 * Linux for another process. With one thread that decodes it is what the wall's clock says on a machine that does nothing
 * else.
 */
export function processorSeconds(pid?: number): number {
  if (pid === undefined) {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  }
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The 14th and 15th field; the second, the program's name, may hold blanks.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
