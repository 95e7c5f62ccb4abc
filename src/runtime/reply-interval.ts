import type { LastSaid, SaidAt } from "../store/send-store.ts";

// hived, HIVE_MIN_REPLY_INTERVAL_HF20 and HIVE_MIN_ROOT_COMMENT_INTERVAL: at least 3 s between an account's posts of any
// kind, strictly more than 300 s between its root posts, by the times of their blocks.
const block = 3_000;
const betweenRoots = 300_000;
/** How far after the head's time a transaction expires that was just signed (ChainWriter). */
const lifetime = 60_000;

/**
 * How many milliseconds of chain time must pass until a post of this account, handed in then, can stand in the next block
 * without being refused for coming too soon; 0 for at once. Pure.
 */
export function tooSoonBy(isRoot: boolean, { root, any }: LastSaid, headTime: Date): number {
  const next = headTime.getTime() + block;
  const earliest = Math.max(slotOf(any) + block, isRoot ? slotOf(root) + betweenRoots + block : 0);
  return Math.max(0, earliest - next);
}

/** When its block was; of what is still on its way, the first block that can have it. */
function slotOf(said: SaidAt | undefined): number {
  if (!said) return Number.NEGATIVE_INFINITY;
  return said.isConfirmed ? said.at.getTime() : said.at.getTime() - lifetime + block;
}
