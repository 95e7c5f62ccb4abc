import type { LanguageModel } from "../model/language-model.ts";
import type { Rooms } from "./rooms.ts";

/** What is under way: of each model's jobs at most as many as it has turns side by side. */
export interface Hands {
  /** Names of the agents of which another job may be taken up. */
  free(): readonly string[];
  /** Holds a place of the agent's model until the work is over. Whoever does it sees to its failures. */
  hold(agent: string, work: Promise<void>): void;
  /** Resolves once nothing is under way. */
  empty(): Promise<void>;
}

/** `onFree` is called whenever a place is free again. */
export function createHands({ agents, modelOf }: Pick<Rooms, "agents" | "modelOf">, onFree: () => void): Hands {
  const models = new Map(agents.map((agent) => [agent.name, modelOf(agent)]));
  const taken = new Map<LanguageModel, number>();
  const underWay = new Set<Promise<void>>();
  const count = (model: LanguageModel, change: number): void => void taken.set(model, (taken.get(model) ?? 0) + change);
  const hasRoom = (model: LanguageModel): boolean => (taken.get(model) ?? 0) < (model.parallel ?? 1);

  return {
    free: () => [...models].flatMap(([name, model]) => (hasRoom(model) ? [name] : [])),
    hold(agent, work) {
      const model = models.get(agent);
      if (model) count(model, 1);
      const over = work.finally(() => {
        if (model) count(model, -1);
        underWay.delete(over);
        onFree();
      });
      underWay.add(over);
    },
    async empty() {
      await Promise.all(underWay);
    },
  };
}
