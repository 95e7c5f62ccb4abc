import type { LanguageModel } from "../model/language-model.ts";
import { messageOf } from "../shared/errors.ts";
import type { Rooms, StopSignals } from "./rooms.ts";

/**
 * Has the models evaluate every agent's instructions ahead of their first turns, each once, while they have nothing else
 * to do. A model that cannot is told of, and does it when a turn needs it.
 */
export async function warmUp(
  { agents, modelOf, journal }: Pick<Rooms, "agents" | "modelOf" | "journal">,
  { drain }: Pick<StopSignals, "drain">,
): Promise<void> {
  const known = new Map<LanguageModel, Set<string>>();
  for (const agent of agents) {
    const model = modelOf(agent);
    const systems = known.get(model) ?? new Set();
    known.set(model, systems);
    for (const system of [agent.prompt, agent.each ?? agent.prompt]) {
      if (drain.aborted) return;
      if (systems.has(system)) continue;
      systems.add(system);
      await model.preload?.(system, drain).catch((error: unknown) => {
        if (!drain.aborted) journal({ fact: "trouble", loop: "warm up", message: messageOf(error) });
      });
    }
  }
}
