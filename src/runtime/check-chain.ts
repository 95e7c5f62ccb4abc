import type { Agent } from "../agent/agent.ts";
import type { ChainReader } from "../chain/chain-reader.ts";
import { checkPostingKey } from "../chain/posting-key.ts";
import type { Config } from "../config/config.ts";
import { postingKeyName, type KeySource } from "../config/key-source.ts";
import { SkepError } from "../shared/errors.ts";

/** Throws `config_invalid` when the nodes are on another chain than the config says. */
export async function checkChain(reader: ChainReader, config: Config, signal: AbortSignal): Promise<void> {
  const chainId = await reader.chainId(signal);
  if (chainId === config.chainId) return;
  const message = `the nodes are on chain ${chainId}, the config says ${config.chainId}: set chainId in skep.yaml (or --chain-id), or use other nodes`;
  throw new SkepError("config_invalid", message);
}

/**
 * The posting keys of the agents that may go live, each matched to its account on chain. Throws one `config_invalid`
 * with all that is wrong; no key is in it.
 */
export async function readPostingKeys(
  agents: readonly Agent[],
  keys: KeySource,
  reader: ChainReader,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const names = [...new Set(agents.map(({ account }) => account))];
  const accounts = new Map((await reader.accounts(names, signal)).map((account) => [account.name, account]));
  const found = new Map<string, string>();
  const complaints: string[] = [];
  for (const name of names) {
    const account = accounts.get(name);
    const key = keys.findPostingKey(name);
    if (!account) complaints.push(`there is no account @${name} on this chain`);
    else if (key === undefined) complaints.push(`@${name} has no posting key: put ${postingKeyName(name)}=… into .env`);
    else complaints.push(checkPostingKey(account, key) ?? "");
    if (key !== undefined) found.set(name, key);
  }
  const real = complaints.filter((complaint) => complaint !== "");
  if (real.length > 0) throw new SkepError("config_invalid", real.join("\n"));
  return found;
}
