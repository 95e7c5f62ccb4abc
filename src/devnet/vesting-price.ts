import { totalVestingFund, totalVestingShares } from "./chain-constants.ts";

/** How much stake some HIVE buys: 0.000001 VESTS for 0.001 HIVE. The price never moves on this chain. */
export function vestsFor(hive: bigint): bigint {
  return (hive * totalVestingShares) / totalVestingFund;
}
