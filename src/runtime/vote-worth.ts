import type { Agent } from "../agent/agent.ts";
import type { ChainReader } from "../chain/chain-reader.ts";
import { voteStrength } from "../chain/voting-mana.ts";

/** What the votes of an agent are worth just now. */
export interface VoteWorth {
  readonly agent: string;
  readonly account: string;
  /** Upvote mana of the account, 0..1. */
  readonly votingMana: number;
  /** Of a full vote, in basis points. */
  readonly weight: number;
  /** About what a full vote earns its post, in HBD; 0: it is dust, which the chain counts as nothing. */
  readonly hbd: number;
}

/** Of every agent that may vote and whose account exists. Throws `chain_unreachable`. */
export async function readVoteWorths(
  agents: readonly Agent[],
  reader: Pick<ChainReader, "accounts" | "hbdPerRshare">,
  signal: AbortSignal,
): Promise<readonly VoteWorth[]> {
  const voters = agents.filter(({ may }) => may.includes("upvote"));
  if (voters.length === 0) return [];
  const names = [...new Set(voters.map(({ account }) => account))];
  const [accounts, hbdPerRshare] = await Promise.all([reader.accounts(names, signal), reader.hbdPerRshare(signal)]);
  return voters.flatMap(({ name: agent, account, limits }) => {
    const found = accounts.find(({ name }) => name === account);
    if (!found) return [];
    const weight = limits.upvoteWeight.full;
    const hbd = voteStrength(found.stake, weight) * hbdPerRshare;
    return [{ agent, account, votingMana: found.votingMana, weight, hbd }];
  });
}

/** The same in words. */
export function describeVoteWorth({ account, votingMana, weight, hbd }: VoteWorth): string {
  const full = `a full vote (${weight / 100}%)`;
  const mana = `@${account} has ${(votingMana * 100).toFixed(1)}% voting mana`;
  if (hbd > 0) return `${mana}, ${full} is worth about ${hbd.toFixed(3)} HBD`;
  return `${mana}, but ${full} is dust and worth nothing: it needs more Hive Power or a heavier vote`;
}
