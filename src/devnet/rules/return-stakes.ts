import { addStake } from "../mana.ts";
import { addResourceCredits } from "../resource-credits.ts";
import type { Seconds } from "../state/account.ts";
import type { ChainState } from "../state/chain-state.ts";
import type { ReturningStake } from "../state/delegation.ts";

/** Gives back the stake that is due, with its mana and resource credits, and returns it. For the committed state, between
 * two blocks. */
export function returnStakes(state: ChainState, now: Seconds): readonly ReturningStake[] {
  const due = [...state.returningStakes.values()].filter(({ at }) => at < now);
  for (const { id, delegator, vests } of due) {
    const account = state.accounts.find(delegator);
    if (account) {
      state.accounts.set(delegator, {
        ...addResourceCredits(addStake(account, vests, now), vests, now),
        delegatedVests: account.delegatedVests - vests,
      });
    }
    state.returningStakes.delete(String(id));
  }
  return due;
}
