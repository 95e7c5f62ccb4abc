import type { Standing } from "../store/people-store.ts";

/** How much earlier somebody stands in the queue, in milliseconds, at the most that each thing brings. */
export interface Priority {
  /** For whom the agent follows. */
  readonly follows: number;
  /** For a reputation of 75; none for a newcomer's 25. */
  readonly reputation: number;
  /** For 10,000 HP; by its logarithm, none for 1 HP. */
  readonly hivePower: number;
}

const newcomer = 25;
const veteran = 75;
const orca = 10_000;

/**
 * The head start of a person in an agent's queue, in milliseconds: as if they had asked so much earlier. What is not known
 * brings none. Age needs no weight of its own: who waits longer stands further ahead of whoever comes. Pure.
 */
export function headStartOf(
  { follows, reputation, hivePower }: Priority,
  account: string,
  standing: Standing | undefined,
): number {
  if (!standing) return 0;
  const isFollowed = standing.followedBy?.includes(account) === true;
  const renown = share(((standing.reputation ?? newcomer) - newcomer) / (veteran - newcomer));
  const power = share(Math.log10(Math.max(1, standing.hivePower ?? 0)) / Math.log10(orca));
  return Math.round((isFollowed ? follows : 0) + renown * reputation + power * hivePower);
}

function share(value: number): number {
  return Math.min(1, Math.max(0, value));
}
