import type { BroadcastOutcome } from "../chain/chain-writer.ts";
import type { Rooms } from "./rooms.ts";

const regenerationSeconds = 432_000; // HIVE_RC_REGEN_TIME: 5 days
const longestWait = 86_400; // more may come by then than the account makes itself: a delegation

/** A transaction that costs more credits than there are waits until they have come back, as the node's figures tell. */
export async function withCreditsAwaited(
  result: BroadcastOutcome,
  account: string,
  { reader }: Pick<Rooms, "reader">,
  signal: AbortSignal,
): Promise<BroadcastOutcome> {
  if (result.outcome !== "deferred" || result.lacksCredits === undefined) return result;
  const { max } = await reader.resourceCredits(account, signal);
  const seconds = Math.ceil((result.lacksCredits / max) * regenerationSeconds);
  return { ...result, seconds: Math.min(Math.max(seconds, result.seconds), longestWait) };
}
