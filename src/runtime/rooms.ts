import type { Agent } from "../agent/agent.ts";
import type { ChainReader } from "../chain/chain-reader.ts";
import type { ChainWriter } from "../chain/chain-writer.ts";
import type { KnowledgeRoom } from "../knowledge/knowledge.ts";
import type { MemoryRoom } from "../memory/memory.ts";
import type { LanguageModel } from "../model/language-model.ts";
import type { Embedder } from "../search/embedder.ts";
import type { Clock } from "../shared/clock.ts";
import type { Store } from "../store/store.ts";
import type { Journal } from "./journal.ts";

/** What the loops share. */
export interface Rooms {
  readonly agents: readonly Agent[];
  readonly store: Store;
  readonly reader: ChainReader;
  readonly memory: MemoryRoom;
  readonly knowledge: KnowledgeRoom;
  /** By whose vectors memories and knowledge are compared. */
  readonly embedder: Embedder;
  /** The model of an agent; throws `model_unavailable` when there is none by that name. */
  modelOf(agent: Agent): LanguageModel;
  /** Live or recording: the one seam between a dry run and the chain. */
  writerFor(live: boolean): ChainWriter;
  /** Whether what the agent of this name decides may reach the chain, in this life of the process. */
  isLive(agent: string): boolean;
  readonly clock: Clock;
  readonly journal: Journal;
}

/** When to stop: `drain` asks the loops to finish what they have in hand, `abort` to drop it. */
export interface StopSignals {
  readonly drain: AbortSignal;
  readonly abort: AbortSignal;
}
