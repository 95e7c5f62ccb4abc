import type { WireOperation } from "../../chain/wire/wire-transaction.ts";
import { parseAmount } from "../amount.ts";
import type { Seconds } from "../state/account.ts";
import type { ChainState } from "../state/chain-state.ts";
import { withdrawalKey, type SavingsWithdrawal } from "../state/savings.ts";
import { changeBalance } from "./balance.ts";
import { getAccount } from "./find-account.ts";

/** Pays out what has waited in savings for its three days, and returns it as operations that nobody signed. */
export function endSavingsWithdrawals(state: ChainState, now: Seconds): readonly WireOperation[] {
  const due = [...state.savingsWithdrawals.values()].filter(({ at }) => at <= now);
  return due.toSorted((a, b) => a.at - b.at).map((withdrawal) => end(withdrawal, state));
}

function end({ from, to, requestId, amount, memo }: SavingsWithdrawal, state: ChainState): WireOperation {
  changeBalance(to, parseAmount(amount), state);
  const account = getAccount(state, from);
  state.accounts.set(from, {
    ...account,
    savings: { ...account.savings, withdrawals: account.savings.withdrawals - 1 },
  });
  state.savingsWithdrawals.delete(withdrawalKey(from, requestId));
  return ["fill_transfer_from_savings", { from, to, amount, request_id: requestId, memo }];
}
