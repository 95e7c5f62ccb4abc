import { messageOf, SkepError } from "../../shared/errors.ts";
import { blockSeconds } from "../chain-constants.ts";
import type { BlockRef } from "../../chain/block.ts";
import type { WireOperation } from "../../chain/wire/wire-transaction.ts";
import type { PlannedBlock } from "./scenario-plan.ts";

/** What a scenario needs of a chain. */
export interface PlantedChain {
  head(): BlockRef;
  mine(): unknown;
  advance(seconds: number): unknown;
  broadcastAs(account: string, operations: readonly WireOperation[]): unknown;
}

/**
 * Makes the blocks of a plan on a chain that has only its first block, all at once. Throws `config_invalid`, with the
 * place in the scenario, for the first step that the chain refuses.
 */
export function plantScenario(devnet: PlantedChain, plan: readonly PlannedBlock[]): void {
  const genesisAt = devnet.head().timestamp.getTime();
  for (const { at, steps } of plan) {
    const gap = at - blockSeconds - (devnet.head().timestamp.getTime() - genesisAt) / 1000;
    if (gap > 0) devnet.advance(gap);
    for (const { path, account, operations } of steps) {
      try {
        devnet.broadcastAs(account, operations);
      } catch (error) {
        throw new SkepError("config_invalid", `the chain refuses ${path}: ${messageOf(error)}`, { cause: error });
      }
    }
    devnet.mine();
  }
}
