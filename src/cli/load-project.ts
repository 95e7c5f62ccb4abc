import { loadAgents } from "../agent/load-agents.ts";
import type { Agent } from "../agent/agent.ts";
import { complaintsError } from "../config/complaint.ts";
import { loadConfig, type LoadedConfig } from "../config/load-config.ts";
import type { Flags } from "../config/setting-names.ts";

export interface Project extends LoadedConfig {
  readonly agents: readonly Agent[];
}

/** Reads the config and all agent files. Throws one `config_invalid` with every complaint. */
export async function loadProject(flags: Flags, only?: readonly string[]): Promise<Project> {
  const loaded = await loadConfig({ flags });
  const { agentsDir, promptsDir, models } = loaded.config;
  const { agents, complaints } = await loadAgents({
    agentsDir,
    promptsDir,
    models: Object.keys(models),
    ...(only === undefined ? {} : { only }),
  });
  if (complaints.length > 0) throw complaintsError(complaints);
  return { ...loaded, agents };
}

/** `"a, b"` as two names; `undefined` when nothing was said. */
export function namesIn(text: string | undefined): readonly string[] | undefined {
  return text
    ?.split(",")
    .map((name) => name.trim())
    .filter(Boolean);
}
