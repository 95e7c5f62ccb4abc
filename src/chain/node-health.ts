import type { Clock } from "../shared/clock.ts";

/** Remembers which nodes failed lately, each API family apart: a node's bridge may be down while its block_api is fine. */
export interface NodeHealth {
  /** All nodes, the one to ask first in front: those without recent failures in the given order, then the others. */
  rank(family: string): readonly RankedNode[];
  /** Returns whether the node had failed before. */
  succeeded(node: string, family: string): boolean;
  /** Returns whether the node was fine until now. `pauseMs` keeps it from being asked at all, for any family. */
  failed(node: string, family: string, pauseMs?: number): boolean;
}

export interface RankedNode {
  readonly node: string;
  /** Milliseconds to wait before it may be asked again; 0 is now. */
  readonly pauseMs: number;
}

const firstCoolDownMs = 1_000;
const longestCoolDownMs = 60_000;

/** Starts with all nodes healthy. Each further failure doubles the cool-down, from 1 s up to 60 s. */
export function createNodeHealth(nodes: readonly string[], clock: Clock): NodeHealth {
  const failures = new Map<string, { count: number; coolUntil: number }>();
  const pausedUntil = new Map<string, number>();
  const key = (node: string, family: string) => `${family} ${node}`;

  return {
    rank(family) {
      const now = clock.now().getTime();
      return nodes
        .map((node) => {
          const coolUntil = failures.get(key(node, family))?.coolUntil ?? 0;
          const pauseMs = Math.max(0, (pausedUntil.get(node) ?? 0) - now);
          return { node, pauseMs, notBefore: Math.max(coolUntil, now + pauseMs, now) };
        })
        .toSorted((one, other) => one.notBefore - other.notBefore);
    },
    succeeded(node, family) {
      return failures.delete(key(node, family));
    },
    failed(node, family, pauseMs = 0) {
      const now = clock.now().getTime();
      const count = (failures.get(key(node, family))?.count ?? 0) + 1;
      const coolDown = Math.min(firstCoolDownMs * 2 ** (count - 1), longestCoolDownMs);
      failures.set(key(node, family), { count, coolUntil: now + coolDown });
      if (pauseMs > 0) pausedUntil.set(node, now + pauseMs);
      return count === 1;
    },
  };
}
