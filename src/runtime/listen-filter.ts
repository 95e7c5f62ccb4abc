import type { Agent } from "../agent/agent.ts";
import { type BlockFilter, compileBlockFilter } from "../chain/block-filter.ts";
import { type Needle, valueNeedle } from "../chain/needle.ts";
import type { AwaitedTransaction } from "../store/listen-store.ts";

/**
 * Which blocks have to be parsed: those that may hold an event for an agent, anything that one of our accounts takes part
 * in (receipts, and strangers who act for us), or a transaction that an earlier life sent, for whatever account.
 * `undefined` when an agent waits for something that any block may hold.
 */
export function listenFilter(
  agents: readonly Agent[],
  awaited: readonly AwaitedTransaction[],
): BlockFilter | undefined {
  const ours = agents.map(({ account }) => valueNeedle(account));
  const sent = awaited.map(({ signature }) => valueNeedle(signature));
  const wanted = agents.flatMap((agent): readonly (Needle | undefined)[] => agent.needles ?? [undefined]);
  const needles = [...ours, ...sent, ...wanted];
  const known = needles.filter((needle) => needle !== undefined);
  return known.length === needles.length ? compileBlockFilter(known) : undefined;
}
