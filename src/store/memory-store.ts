import type { NewMemory } from "./send-store.ts";

export interface Memory extends NewMemory {
  readonly id: number;
}

/** What the memory room needs. */
export interface MemoryStore {
  /** What an agent remembers of one person, newest first. */
  readMemories(agent: string, person: string, limit: number): Promise<readonly Memory[]>;
}
