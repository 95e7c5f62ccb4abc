import type { Agent } from "../agent/agent.ts";
import type { Config } from "../config/config.ts";
import type { KeySource } from "../config/key-source.ts";
import { openKeys } from "../keys/open-keys.ts";
import { openSecretPrompt } from "./ask-secret.ts";

/** The keys that a run needs. Posting keys are opened only for agents that may go live: a dry run asks for no passphrase. */
export async function unlockKeys(config: Config, agents: readonly Agent[]): Promise<KeySource> {
  using prompt = process.stdin.isTTY ? openSecretPrompt() : undefined;
  const live = config.live ? agents.filter(({ mode }) => mode === "live") : [];
  const variables = Object.values(config.models).flatMap((model) =>
    model.provider === "openai" && model.apiKeyEnv !== undefined ? [model.apiKeyEnv] : [],
  );
  return openKeys({
    projectDir: config.projectDir,
    accounts: [...new Set(live.map(({ account }) => account))],
    variables,
    ...(prompt && { ask: prompt.ask }),
  });
}
