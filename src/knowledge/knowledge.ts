import type { ChainEvent } from "../chain/event.ts";
import type { Embedder } from "../search/embedder.ts";
import { pause } from "../shared/wait.ts";
import type { Chunk, KnowledgeStore } from "../store/knowledge-store.ts";
import { findPieces, type Wanted } from "./find-pieces.ts";

/** What agents know from documents. Agents share nothing. */
export interface KnowledgeRoom {
  /** The pieces that have most to do with a question, best first. Waits a while for files that are just being learned. */
  find(wanted: Wanted, signal: AbortSignal): Promise<readonly Chunk[]>;
  /** Told what happened on chain, in order; what it does not need it forgets. */
  hear(event: ChainEvent): void;
  /** Keeps what agents know up to date until the signal fires. Throws only what the store throws. */
  learn(signal: AbortSignal): Promise<void>;
}

/** Learns on behalf of a room. */
export interface Lessons {
  hear(event: ChainEvent): void;
  /** As {@link KnowledgeRoom.learn}; calls `onReady` once an agent's files were looked at for the first time. */
  learn(onReady: (agent: string) => void, signal: AbortSignal): Promise<void>;
  /** Agents whose files are to be looked at before they are asked. */
  readonly awaited: readonly string[];
}

export interface KnowledgeOptions {
  readonly store: KnowledgeStore;
  readonly embedder: Embedder;
  /** Default: nothing is learned, and what was learned before is what there is. */
  readonly lessons?: Lessons;
}

/** An answer waits no longer than this for files that are being learned; what is known by then has to do. */
const patienceMilliseconds = 120_000;

export function createKnowledge({ store, embedder, lessons }: KnowledgeOptions): KnowledgeRoom {
  const awaited = new Map((lessons?.awaited ?? []).map((agent) => [agent, new AbortController()]));
  return {
    async find(wanted, signal) {
      const ready = awaited.get(wanted.agent)?.signal;
      if (ready !== undefined && !ready.aborted) await pause(patienceMilliseconds, AbortSignal.any([ready, signal]));
      signal.throwIfAborted();
      return await findPieces(wanted, { store, embedder }, signal);
    },
    hear: (event) => lessons?.hear(event),
    async learn(signal) {
      await lessons?.learn((agent) => awaited.get(agent)?.abort(), signal);
    },
  };
}
