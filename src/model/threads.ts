import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

/**
 * How many threads the engine may use. Default: one less than the cores, so that the rest of the machine gets a word
 * in; at least one; never more than the cores, because with more the engine's threads wait for each other and a
 * model that says 86 tokens a second says one in three seconds.
 */
export function threadCount(asked: number | undefined, cores: number = usableCores()): number {
  const wanted = asked ?? cores - 1;
  return Math.max(1, Math.min(Math.floor(wanted), cores));
}

/** Cores this process may really use: its affinity, and the quota of the container it runs in, where there is one. */
export function usableCores(): number {
  return Math.max(1, Math.min(availableParallelism(), containerQuota("/sys/fs/cgroup/cpu.max")));
}

/** Whole cores that a cgroup v2 `cpu.max` file grants; Infinity where it sets no limit or is not there. */
export function containerQuota(path: string): number {
  try {
    const [quota, period] = readFileSync(path, "utf8").trim().split(" ").map(Number);
    // "max 100000" is no limit, and its first field no number.
    return quota !== undefined && period !== undefined && quota > 0 && period > 0
      ? Math.max(1, Math.floor(quota / period))
      : Infinity;
  } catch {
    return Infinity;
  }
}
