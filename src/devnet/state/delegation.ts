import { regenerationSeconds } from "../chain-constants.ts";
import type { Seconds } from "./account.ts";
import { nextNumber, type ChainState } from "./chain-state.ts";

/** Stake that was taken back and is on its way to its owner. */
export interface ReturningStake {
  readonly id: number;
  readonly delegator: string;
  readonly vests: bigint;
  readonly at: Seconds;
}

/** The key of what one account lends another. */
export function delegationKey(delegator: string, delegatee: string): string {
  return `${delegator}/${delegatee}`;
}

/** Notes that stake comes back in five days. */
export function promiseReturn(
  state: ChainState,
  { delegator, vests, now }: { readonly delegator: string; readonly vests: bigint; readonly now: Seconds },
): void {
  const id = nextNumber(state, "return");
  state.returningStakes.set(String(id), { id, delegator, vests, at: now + regenerationSeconds });
}
