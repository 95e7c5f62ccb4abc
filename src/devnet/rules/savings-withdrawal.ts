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

/** Takes a withdrawal off the list. Its money is the caller's to give. */
export function forgetWithdrawal({ from, requestId }: SavingsWithdrawal, state: ChainState): void {
  const account = getAccount(state, from);
  const savings = { ...account.savings, withdrawals: account.savings.withdrawals - 1 };
  state.accounts.set(from, { ...account, savings });
  state.savingsWithdrawals.delete(withdrawalKey(from, requestId));
}

function end(withdrawal: SavingsWithdrawal, state: ChainState): WireOperation {
  const { from, to, requestId, amount, memo } = withdrawal;
  changeBalance(to, parseAmount(amount), state);
  forgetWithdrawal(withdrawal, state);
  return ["fill_transfer_from_savings", { from, to, amount, request_id: requestId, memo }];
}
