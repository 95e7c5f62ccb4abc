import { pause } from "../shared/wait.ts";
import type { NodeHealth } from "./node-health.ts";

export interface TurnOptions {
  readonly health: NodeHealth;
  /** How many turns are given at most. */
  readonly attempts: number;
  /** Before the second round; doubled for each further one, up to 5 s, with jitter. */
  readonly backoffMs: number;
  /** Nodes that want to be left alone for longer are not waited for. */
  readonly longestPauseMs: number;
  /** 0..1. */
  readonly random: () => number;
}

const longestBackoffMs = 5_000;

/**
 * Gives the nodes in the order in which to ask them, round after round, and waits between rounds. Ends when the attempts
 * are used up or when no node is left: those in `useless` (the caller may add to it) are passed over. Throws the signal's
 * reason when it fires.
 */
export async function* nodeTurns(
  { health, attempts, backoffMs, longestPauseMs, random }: TurnOptions,
  family: string,
  useless: ReadonlySet<string>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const ranked = () => health.rank(family).filter(({ node }) => !useless.has(node));
  for (let round = 0, given = 0; round < attempts; round++) {
    const backoff = round === 0 ? 0 : Math.min(backoffMs * 2 ** (round - 1), longestBackoffMs) * (0.5 + random() / 2);
    const wanted = Math.min(...ranked().map(({ pauseMs }) => pauseMs)); // infinite when no node is left
    if (wanted > longestPauseMs) return;
    await pause(Math.max(backoff, wanted), signal);
    signal.throwIfAborted();
    for (const { node, pauseMs } of ranked()) {
      if (pauseMs > 0) continue;
      if (given++ === attempts) return;
      yield node;
    }
  }
}
