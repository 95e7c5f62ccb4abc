import type { Agent } from "../../agent/agent.ts";
import type { Account } from "../../chain/chain-reader.ts";
import { createChainReader } from "../../chain/node-reader.ts";
import { checkPostingKey } from "../../chain/posting-key.ts";
import { createRpcClient } from "../../chain/rpc-client.ts";
import type { Config } from "../../config/config.ts";
import { postingKeyName, type KeySource } from "../../config/key-source.ts";
import { messageOf } from "../../shared/errors.ts";
import { ill, warning, well, type Finding } from "./finding.ts";

/** The account of each agent: whether it exists, whether its key may sign for it, and what it has left to spend. */
export async function lookAtAccounts(
  agents: readonly Agent[],
  { nodes, chainId }: Config,
  keys: KeySource,
  signal: AbortSignal,
): Promise<Finding[]> {
  const reader = createChainReader(createRpcClient({ nodes, chainId }));
  const names = [...new Set(agents.map(({ account }) => account))];
  try {
    const found = new Map((await reader.accounts(names, signal)).map((account) => [account.name, account]));
    const looks = names.map(async (name) => {
      const own = agents.filter(({ account }) => account === name);
      const account = found.get(name);
      if (!account) return [missing(name, own)];
      const { share: credits } = await reader.resourceCredits(name, signal);
      return [keyFinding(account, keys.findPostingKey(name), own), ...reserveFindings(account, credits, own)];
    });
    return (await Promise.all(looks)).flat();
  } catch (error) {
    signal.throwIfAborted();
    return [ill("accounts", messageOf(error), "mend the nodes first")];
  }
}

function missing(name: string, agents: readonly Agent[]): Finding {
  const seen = "there is no such account on this chain";
  const isLive = agents.some(({ mode }) => mode === "live");
  if (isLive) return ill(`account @${name}`, seen, "create it, or name another in the agent file");
  return warning(`account @${name}`, seen, "a dry run does without; it must exist before the agent goes live");
}

function keyFinding(account: Account, key: string | undefined, agents: readonly Agent[]): Finding {
  const about = `key of @${account.name}`;
  if (key === undefined) {
    const isLive = agents.some(({ mode }) => mode === "live");
    if (!isLive) return well(about, "none, and none is needed: no agent of it is live");
    return ill(about, "there is none", `put ${postingKeyName(account.name)}=… into .env, or run skep keys add`);
  }
  const complaint = checkPostingKey(account, key);
  if (complaint === undefined) return well(about, "is one of its posting keys, and nothing more");
  return ill(about, complaint, "take the posting key out of your wallet again, and it alone");
}

function reserveFindings({ name, votingMana }: Account, credits: number, agents: readonly Agent[]): Finding[] {
  const about = `reserves of @${name}`;
  const seen = `resource credits ${percent(credits)}, voting mana ${percent(votingMana)}`;
  const kept = Math.max(...agents.map(({ limits }) => limits.keepResourceCredits)) / 10_000;
  if (credits > kept) return [well(about, seen)];
  const remedy = `agents keep ${percent(kept)} of the credits: they come back by a fifth a day, or with more Hive Power`;
  return [warning(about, seen, remedy)];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
