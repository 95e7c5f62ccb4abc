import type { Agent } from "../agent/agent.ts";
import { loadAgents } from "../agent/load-agents.ts";
import type { ChainReader } from "../chain/chain-reader.ts";
import { createChainReader } from "../chain/node-reader.ts";
import { createRpcClient } from "../chain/rpc-client.ts";
import type { Config } from "../config/config.ts";
import { readVoteWorths, type VoteWorth } from "../runtime/vote-worth.ts";
import { SkepError } from "../shared/errors.ts";

const timeoutMs = 3_000;

/** What the votes of these agents are worth; none where no node tells. */
export async function findVoteWorths(
  agents: readonly Agent[],
  reader: ChainReader,
  signal: AbortSignal,
): Promise<readonly VoteWorth[]> {
  try {
    return await readVoteWorths(agents, reader, signal);
  } catch (error) {
    if (error instanceof SkepError && error.code === "chain_unreachable") return [];
    throw error;
  }
}

/** The same of every agent that has a file, asked within a few seconds. */
export async function askVoteWorths(
  { nodes, agentsDir, promptsDir }: Config,
  signal: AbortSignal,
): Promise<readonly VoteWorth[]> {
  const { agents } = await loadAgents({ agentsDir, promptsDir });
  return findVoteWorths(agents, createChainReader(createRpcClient({ nodes, timeoutMs, attempts: 1 })), signal);
}
