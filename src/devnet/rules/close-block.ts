import type { WireOperation } from "../../chain/wire/wire-transaction.ts";
import { vestsText } from "../amount.ts";
import { witnessName } from "../chain-constants.ts";
import type { Seconds } from "../state/account.ts";
import type { ChainState } from "../state/chain-state.ts";
import { payOutComments } from "./cashout.ts";
import { returnStakes } from "./return-stakes.ts";
import { endSavingsWithdrawals } from "./savings-withdrawal.ts";

/** The witness's reward for a block. It is nothing on this chain. */
export const producerReward: WireOperation = [
  "producer_reward",
  { producer: witnessName, vesting_shares: "0.000000 VESTS" },
];

/** Does what is due at the end of a block that stands at `now`, in hived's order, and returns it as operations that nobody
 * signed. For the committed state, after the block's transactions. */
export function closeBlock(state: ChainState, now: Seconds): readonly WireOperation[] {
  return [
    ...returnStakes(state, now).map(({ delegator, vests }): WireOperation => [
      "return_vesting_delegation",
      { account: delegator, vesting_shares: vestsText(vests) },
    ]),
    producerReward,
    ...payOutComments(state, now),
    ...endSavingsWithdrawals(state, now),
  ];
}
