import { loadAgents } from "../agent/load-agents.ts";
import { didYouMean } from "../config/did-you-mean.ts";
import { loadConfig } from "../config/load-config.ts";
import type { Flags } from "../config/setting-names.ts";
import { SkepError } from "../shared/errors.ts";

/**
 * The agent that a kill switch is for; `undefined` for all of them. A misspelt name is refused, but files that cannot be
 * read keep nobody from pausing: then any name will do. Throws `config_invalid`.
 */
export async function switchedAgent(name: string | undefined, flags: Flags): Promise<string | undefined> {
  if (name === undefined || name === "") return undefined;
  const { config } = await loadConfig({ flags });
  const { agents, complaints } = await loadAgents({ agentsDir: config.agentsDir, promptsDir: config.promptsDir });
  const names = agents.map((agent) => agent.name);
  if (complaints.length > 0 || names.includes(name)) return name;
  throw new SkepError("config_invalid", `there is no agent "${name}"${didYouMean(name, names)}`);
}
