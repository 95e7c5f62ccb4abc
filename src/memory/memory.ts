import { ngramEmbedder } from "../search/ngram-embedder.ts";
import type { Embedder } from "../search/embedder.ts";
import { rank } from "../search/rank.ts";
import { questionTerms } from "../search/terms.ts";
import type { Keepsake, Memory } from "../store/memory-store.ts";
import type { Store } from "../store/store.ts";
import { forgetPerson, type Forgotten } from "./forget.ts";
import { lookedFor, spaceOf } from "./index-memory.ts";
import { keepsakeOf } from "./keepsake.ts";
import type { Leaving } from "./leaving.ts";
import { mix } from "./mix.ts";

export type { Forgotten, Memory };

/** What an answer is about to be given to. */
export interface RecallQuestion {
  readonly agent: string;
  readonly person: string;
  /** `author/permlink` of the root post. */
  readonly thread: string;
  /** As plain text. */
  readonly question: string;
  /** At most so many exchanges and so many facts; 0 for none. */
  readonly limit: number;
  readonly now: Date;
}

/** What is recalled for an answer, each best first. */
export interface Recalled {
  readonly exchanges: readonly Memory[];
  /** What this person told of themself, and what may be told everybody. */
  readonly facts: readonly Memory[];
}

/** What the operator looks for. */
export interface SearchQuestion {
  readonly text: string;
  /** Default: every agent, every person. */
  readonly agent?: string | undefined;
  readonly person?: string | undefined;
  readonly limit: number;
  readonly now: Date;
}

/** What an agent knows of the people it has met. Scope is agent and person: nobody's words reach another's answer. */
export interface MemoryRoom {
  /**
   * What it remembers of a person, best first, and what it may tell everybody. The same store and question always give
   * the same. Where the embedder does not answer, words alone decide.
   */
  recall(about: RecallQuestion, signal: AbortSignal): Promise<Recalled>;
  /** Memories over all people by words and angle, best first: for the operator, never for an answer. */
  search(about: SearchQuestion, signal: AbortSignal): Promise<readonly Memory[]>;
  /** What an answer that has landed leaves, ready to be settled with it. */
  keepsake(leaving: Leaving): Promise<Keepsake>;
  /** Deletes for good what one person said; may be called again and again. */
  forget(person: string): Promise<Forgotten>;
}

/** So many of one person's memories are looked through, the newest: agent files keep fewer. */
const mostOfPerson = 1_000;
/** So many are compared of what may be told everybody, those with the rarest words first. */
const mostShared = 100;
/** So many are compared when those of all people are looked through. */
const mostOfAll = 200;

/** Wires the room. `embedder` default: the built-in one. */
export function createMemory(store: Pick<Store, "memory" | "forget">, embedder: Embedder = ngramEmbedder): MemoryRoom {
  const space = spaceOf(embedder);
  return {
    async recall({ agent, person, thread, question, limit, now }, signal) {
      if (limit === 0) return { exchanges: [], facts: [] };
      const query = { agent, limit: mostShared, now, space, terms: questionTerms(question) };
      const own = await store.memory.readPerson({ agent, person, now, limit: mostOfPerson, space });
      const shared = await store.memory.readShared(query);
      if (own.length + shared.length === 0) return { exchanges: [], facts: [] };
      const chosen = mix(await lookedFor(question, embedder, signal), { own, shared, thread, limit });
      const { exchanges, facts } = chosen;
      return { exchanges: await store.memory.read(exchanges), facts: await store.memory.read(facts) };
    },
    async search({ text, limit, ...scope }, signal) {
      const query = { ...scope, limit: mostOfAll, space, terms: questionTerms(text) };
      const found = await store.memory.shortlist(query);
      const best = rank(await lookedFor(text, embedder, signal), found).slice(0, limit);
      return store.memory.read(best.map(({ id }) => id));
    },
    async keepsake(leaving) {
      const { agent, person, at: now } = leaving;
      const own = await store.memory.readPerson({ agent, person, now, limit: mostOfPerson, space });
      return keepsakeOf(leaving, own, embedder);
    },
    forget: (person) => forgetPerson(store.forget, person),
  };
}
