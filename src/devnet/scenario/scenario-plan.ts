import {
  blockSeconds,
  customOperationsPerBlock,
  replyIntervalSeconds,
  rootPostIntervalSeconds,
} from "../chain-constants.ts";
import type { ScenarioStep } from "./scenario-steps.ts";

/** What goes into one block. */
export interface PlannedBlock {
  /** Chain time after genesis, in seconds. */
  readonly at: number;
  readonly steps: readonly ScenarioStep[];
}

/**
 * Gives every step the first block in which the chain takes it: after what it answers, and with the intervals that the
 * chain keeps between two posts, two replies and many custom operations of one account. Blocks in the order of time.
 */
export function planScenario(steps: readonly ScenarioStep[]): readonly PlannedBlock[] {
  const blocks = new Map<number, ScenarioStep[]>();
  const times = new Map<ScenarioStep, number>();
  const lastPost = new Map<string, number>();
  const lastWritten = new Map<string, number>();

  function earliest({ account, kind, after }: ScenarioStep): number {
    const parent = after === undefined ? 0 : (times.get(after) ?? 0);
    const written = kind === "other" ? 0 : (lastWritten.get(account) ?? -replyIntervalSeconds) + replyIntervalSeconds;
    const posted =
      kind === "post"
        ? (lastPost.get(account) ?? -rootPostIntervalSeconds) + rootPostIntervalSeconds + blockSeconds
        : 0;
    return Math.max(parent + blockSeconds, written, posted, blockSeconds);
  }

  for (const step of steps) {
    let at = earliest(step);
    while (step.kind === "other" && countOf(blocks.get(at), step.account) >= customOperationsPerBlock)
      at += blockSeconds;
    times.set(step, at);
    if (step.kind === "post") lastPost.set(step.account, at);
    if (step.kind !== "other") lastWritten.set(step.account, at);
    blocks.set(at, [...(blocks.get(at) ?? []), step]);
  }
  return [...blocks].map(([at, planned]) => ({ at, steps: planned })).toSorted((a, b) => a.at - b.at);
}

function countOf(steps: readonly ScenarioStep[] | undefined, account: string): number {
  return steps?.filter((step) => step.account === account && step.kind === "other").length ?? 0;
}
