import type { Agent } from "../agent/agent.ts";
import { type BlockFilter, compileBlockFilter } from "../chain/block-filter.ts";
import { mentionNeedle, type Needle, valueNeedle } from "../chain/needle.ts";
import { postSources } from "../knowledge/source.ts";
import type { AwaitedTransaction } from "../store/listen-store.ts";

/**
 * Which blocks have to be parsed: those that may hold an event for an agent, anything that one of our accounts takes part
 * in (receipts, strangers who act for us, a STOP under what we wrote), a comment that names one of them, a transaction that
 * an earlier life sent, for whatever account, or a post of somebody whose posts an agent knows.
 * `undefined` when an agent waits for something that any block may hold.
 */
export function listenFilter(
  agents: readonly Agent[],
  awaited: readonly AwaitedTransaction[],
): BlockFilter | undefined {
  const ours = agents.flatMap(({ account }) => [valueNeedle(account), mentionNeedle(account)]);
  const sent = awaited.map(({ signature }) => valueNeedle(signature));
  const wanted = agents.flatMap((agent): readonly (Needle | undefined)[] => agent.needles ?? [undefined]);
  const authors = agents.flatMap(({ knowledge }) => postSources(knowledge).map(({ author }) => valueNeedle(author)));
  const needles = [...ours, ...sent, ...wanted, ...authors];
  const known = needles.filter((needle) => needle !== undefined);
  return known.length === needles.length ? compileBlockFilter(known) : undefined;
}
