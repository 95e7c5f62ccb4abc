import type { Seconds } from "./account.ts";

/** Money on its way out of savings. */
export interface SavingsWithdrawal {
  readonly from: string;
  readonly to: string;
  /** Chosen by the owner; one number is used once at a time. */
  readonly requestId: number;
  /** As text, such as `"1.000 HBD"`. */
  readonly amount: string;
  readonly memo: string;
  readonly at: Seconds;
}

/** The key of a withdrawal in the state. */
export function withdrawalKey(from: string, requestId: number): string {
  return `${from}/${requestId}`;
}
