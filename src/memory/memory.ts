import { z } from "zod";
import type { Memory, MemoryStore } from "../store/memory-store.ts";
import type { NewMemory } from "../store/send-store.ts";

export type { Memory, NewMemory };

/** What an agent knows of the people it has met. Scope is agent and person: nobody's words reach another's answer. */
export interface MemoryRoom {
  /** What it remembers of a person, oldest first, so that the newest stands next to the question. */
  recall(agent: string, person: string, limit: number): Promise<readonly Memory[]>;
}

export function createMemory(store: MemoryStore): MemoryRoom {
  return {
    async recall(agent, person, limit) {
      if (limit === 0) return [];
      const memories = await store.readMemories(agent, person, limit);
      return memories.toReversed();
    },
  };
}

/** Turns what was asked and answered into what is kept. Long texts are bounded: the start of them is what is recalled. */
export function remember(exchange: NewMemory): NewMemory {
  return { ...exchange, asked: exchange.asked.slice(0, 500), answered: exchange.answered.slice(0, 1500) };
}

const stored = z.object({
  agent: z.string(),
  person: z.string(),
  subject: z.string(),
  thread: z.string(),
  asked: z.string(),
  answered: z.string(),
  at: z.coerce.date(),
});

/** Reads back what an outbox row carries; `undefined` when it carries nothing. */
export function reviveMemory(json: string): NewMemory | undefined {
  return json === "" ? undefined : stored.parse(JSON.parse(json));
}
