import { loadAgents } from "../agent/load-agents.ts";
import type { Config } from "../config/config.ts";
import type { Store } from "../store/store.ts";

/** What an agent did and may do in 24 hours. */
export interface Budget {
  readonly agent: string;
  readonly used: number;
  /** Absent for an agent whose file is gone or cannot be read. */
  readonly limit?: number;
}

const day = 24 * 3_600_000;

/** Of every agent that has a file, and of every other that did something. */
export async function readBudgets({ views }: Store, { agentsDir, promptsDir }: Config, now: Date): Promise<Budget[]> {
  const uses = new Map((await views.readUse(new Date(now.getTime() - day))).map((use) => [use.agent, use.actions]));
  const { agents } = await loadAgents({ agentsDir, promptsDir });
  const known = agents.map(({ name, limits }) => ({
    agent: name,
    used: uses.get(name) ?? 0,
    limit: limits.actionsPerDay,
  }));
  const others = [...uses].filter(([agent]) => !agents.some(({ name }) => name === agent));
  return [...known, ...others.map(([agent, used]) => ({ agent, used }))];
}
