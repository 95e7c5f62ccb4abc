import type { Agent } from "../agent/agent.ts";
import type { Post } from "../chain/post.ts";
import type { Rooms } from "./rooms.ts";

/**
 * Who shares the payout of what cites these posts, in the order in which they are cited: each author once, who exists, is
 * not the agent itself and takes a payout for the post. Nobody where the agent's file declines the payout.
 */
export async function payeesOf(
  cited: readonly Pick<Post, "author" | "declinesPayout">[],
  { account, payout }: Pick<Agent, "account" | "payout">,
  { reader }: Pick<Rooms, "reader">,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (payout === "declined") return [];
  const names = new Set(cited.filter(({ declinesPayout }) => !declinesPayout).map(({ author }) => author));
  names.delete(account);
  const existing = new Set((await reader.accounts([...names], signal)).map(({ name }) => name));
  return [...names].filter((name) => existing.has(name));
}
