import { z } from "zod";
import { parsedAs } from "./answer.ts";
import type { RpcClient } from "./rpc-client.ts";

const votes = parsedAs(z.array(z.looseObject({ voter: z.string(), percent: z.coerce.number() })), "votes");

const amountOf = (symbols: string): z.ZodType<number> =>
  z
    .string()
    .regex(new RegExp(String.raw`^\d+\.\d{3} (?:${symbols})$`))
    .transform(Number.parseFloat);
const hive = amountOf("HIVE|TESTS");
const hbd = amountOf("HBD|TBD");

const rewardFund = parsedAs(
  z.looseObject({ reward_balance: hive, recent_claims: z.string().regex(/^\d+$/).transform(Number) }),
  "a reward fund",
);
const medianPrice = parsedAs(z.looseObject({ base: hbd, quote: hive }), "a price");

/** Whether a vote of this account stands on a post, up or down; hivemind tells of the first 1,000 votes. */
export async function readHasVoted(
  rpc: RpcClient,
  voter: string,
  author: string,
  permlink: string,
  signal: AbortSignal,
): Promise<boolean> {
  const found = await rpc.call("condenser_api.get_active_votes", [author, permlink], signal, votes);
  return found.some((vote) => vote.voter === voter && vote.percent !== 0);
}

/**
 * What an rshare earns its post in HBD: its part of the fund for posts, which pays in proportion since HF25, at the
 * witnesses' median price. An estimate: fund, claims and price move until the payout.
 */
export async function readHbdPerRshare(rpc: RpcClient, signal: AbortSignal): Promise<number> {
  const [fund, price] = await Promise.all([
    rpc.call("condenser_api.get_reward_fund", ["post"], signal, rewardFund),
    rpc.call("condenser_api.get_current_median_history_price", [], signal, medianPrice),
  ]);
  if (fund.recent_claims === 0 || price.quote === 0) return 0;
  return (fund.reward_balance / fund.recent_claims) * (price.base / price.quote);
}
