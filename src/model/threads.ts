import { availableParallelism } from "node:os";
import { groupLimits } from "./control-group.ts";

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
  return Math.max(1, Math.min(availableParallelism(), groupLimits().cores));
}
