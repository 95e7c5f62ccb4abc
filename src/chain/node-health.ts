import type { Clock } from "../shared/clock.ts";

/** Remembers how nodes did lately, each API family apart: a node's bridge may be down while its block_api is fine. */
export interface NodeHealth {
  /** All nodes but the barred, the one to ask first in front: those without recent failures in the given order, then the others. */
  rank(family: string): readonly RankedNode[];
  /** Takes in an answer and how long it took. Returns whether the node had failed before. */
  succeeded(node: string, family: string, milliseconds: number): boolean;
  /** Returns whether the node was fine until now. `pauseMs` keeps it from being asked at all, for any family. */
  failed(node: string, family: string, because: string, pauseMs?: number): boolean;
  /** The node is never to be asked again. */
  bar(node: string, because: string): void;
  /** Every node as it stands now, in the given order. */
  report(): readonly NodeReport[];
}

export interface RankedNode {
  readonly node: string;
  /** Milliseconds to wait before it may be asked again; 0 is now. */
  readonly pauseMs: number;
}

/** How one node does, for people. */
export interface NodeReport {
  readonly node: string;
  /** Why it is never asked again; absent while it may be. */
  readonly barred?: string;
  /** It asked to be left alone until then. */
  readonly pausedUntil?: Date;
  /** What it was asked for so far. */
  readonly families: readonly FamilyReport[];
}

export interface FamilyReport {
  /** Such as `block_api`. */
  readonly family: string;
  /** Failures in a row; 0 is healthy. */
  readonly failures: number;
  /** What the last of them was; empty when there was none. */
  readonly because: string;
  /** After a failure it is asked only when no other node answers, until then. */
  readonly restsUntil?: Date;
  /** How long its answers take, as a running mean. */
  readonly milliseconds: number;
}

const firstCoolDownMs = 1_000;
const longestCoolDownMs = 60_000;

interface Standing {
  failures: number;
  because: string;
  coolUntil: number;
  milliseconds: number;
}

/** Starts with all nodes healthy. Each further failure doubles the cool-down, from 1 s up to 60 s. */
export function createNodeHealth(nodes: readonly string[], clock: Clock): NodeHealth {
  const standings = new Map<string, Map<string, Standing>>(nodes.map((node) => [node, new Map()]));
  const pausedUntil = new Map<string, number>();
  const barred = new Map<string, string>();

  function standing(node: string, family: string): Standing {
    const families = standings.get(node) ?? new Map<string, Standing>();
    const found = families.get(family) ?? { failures: 0, because: "", coolUntil: 0, milliseconds: 0 };
    families.set(family, found);
    return found;
  }

  return {
    rank(family) {
      const now = clock.now().getTime();
      return nodes
        .filter((node) => !barred.has(node))
        .map((node) => {
          const pauseMs = Math.max(0, (pausedUntil.get(node) ?? 0) - now);
          return { node, pauseMs, notBefore: Math.max(standing(node, family).coolUntil, now + pauseMs, now) };
        })
        .toSorted((one, other) => one.notBefore - other.notBefore);
    },
    succeeded(node, family, milliseconds) {
      const now = standing(node, family);
      const hadFailed = now.failures > 0;
      now.milliseconds = now.milliseconds === 0 ? milliseconds : 0.8 * now.milliseconds + 0.2 * milliseconds;
      Object.assign(now, { failures: 0, coolUntil: 0 });
      return hadFailed;
    },
    failed(node, family, because, pauseMs = 0) {
      const now = clock.now().getTime();
      const found = standing(node, family);
      const failures = found.failures + 1;
      const coolDown = Math.min(firstCoolDownMs * 2 ** (failures - 1), longestCoolDownMs);
      Object.assign(found, { failures, because, coolUntil: now + coolDown });
      if (pauseMs > 0) pausedUntil.set(node, now + pauseMs);
      return failures === 1;
    },
    bar: (node, because) => void barred.set(node, because),
    report: () =>
      nodes.map((node) => {
        const now = clock.now().getTime();
        const [why, until] = [barred.get(node), pausedUntil.get(node) ?? 0];
        const families = [...(standings.get(node) ?? [])].map(([family, one]) => ({
          family,
          failures: one.failures,
          because: one.because,
          ...(one.coolUntil > now && { restsUntil: new Date(one.coolUntil) }),
          milliseconds: Math.round(one.milliseconds),
        }));
        return {
          node,
          ...(why !== undefined && { barred: why }),
          ...(until > now && { pausedUntil: new Date(until) }),
          families,
        };
      }),
  };
}
