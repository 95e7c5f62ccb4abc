import type { Seconds } from "./state/account.ts";
import type { CommentState } from "./state/comment.ts";
import { hbdText } from "./amount.ts";

/**
 * How much vote is worth one HBD. On Hive that depends on the reward fund and the price feed; here it is a constant, so
 * that a full vote of 100,000,000 VESTS is worth 0.500 HBD, which is about what it was on mainnet in 2025.
 */
export const rsharesPerHbd = 4_000_000_000_000n;

/** At 0.250 HBD for a HIVE, about what it was in 2025. */
export const hivePerHbd = 4n;

/** What so much HIVE is worth in HBD, both in thousandths. */
export function hbdForHive(hive: bigint): bigint {
  return hive / hivePerHbd;
}

/** What so much HBD is worth in HIVE, both in thousandths. */
export function hiveForHbd(hbd: bigint): bigint {
  return hbd * hivePerHbd;
}

const dust = 20n; // hived pays nothing below 0.020 HBD

/** What a comment has earned, in 0.001 HBD: its votes at a fixed price, within the limit its author set. */
export function payoutOf(comment: CommentState): bigint {
  const { netRshares } = comment.votes;
  const payout = netRshares > 0n ? (netRshares * 1000n) / rsharesPerHbd : 0n;
  if (payout < dust) return 0n;
  const { maxAcceptedPayout } = comment.options;
  return payout > maxAcceptedPayout ? maxAcceptedPayout : payout;
}

/** The same as a text such as `"0.500 HBD"`. */
export function pendingPayoutText(comment: CommentState): string {
  return hbdText(payoutOf(comment));
}

/** Whether the seven days are over. What it earned then waits as rewards of those who earned it. */
export function isPaidOut(comment: CommentState, now: Seconds): boolean {
  return now >= comment.cashoutAt;
}
