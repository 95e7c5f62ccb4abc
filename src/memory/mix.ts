import { rank, type Searchable } from "../search/rank.ts";
import type { FoundMemory } from "../store/memory-store.ts";

/** Ids of what is recalled, each best first. */
interface Chosen {
  readonly exchanges: readonly number[];
  readonly facts: readonly number[];
}

interface Source {
  /** This person's, newest first. */
  readonly own: readonly FoundMemory[];
  readonly shared: readonly FoundMemory[];
  readonly thread: string;
  readonly limit: number;
}

/** Of the exchanges so many are the newest of the same thread, whatever they say. */
const turnsOfThread = 2;

/**
 * Chooses what to bring back. Of exchanges: the last turns of this thread, then what fits the question, then the newest.
 * Of facts: what fits the question, then this person's newest; shared ones only where they fit. Pure.
 */
export function mix(question: Searchable, { own, shared, thread, limit }: Source): Chosen {
  const exchanges = own.filter(({ kind }) => kind === "exchange");
  const facts = own.filter(({ kind }) => kind === "fact");
  const turns = exchanges.filter((each) => each.thread === thread).slice(0, turnsOfThread);
  const ownIds = new Set(own.map(({ id }) => id));
  const others = shared.filter(({ id }) => !ownIds.has(id));
  return {
    exchanges: first(limit, [...turns, ...fitting(question, exchanges), ...exchanges]),
    facts: first(limit, [...fitting(question, [...facts, ...others]), ...facts]),
  };
}

function fitting(question: Searchable, memories: readonly FoundMemory[]): readonly FoundMemory[] {
  const byId = new Map(memories.map((memory) => [memory.id, memory]));
  return rank(question, memories).flatMap(({ id }) => byId.get(id) ?? []);
}

/** The first so many different ones. */
function first(limit: number, memories: readonly FoundMemory[]): readonly number[] {
  return [...new Set(memories.map(({ id }) => id))].slice(0, limit);
}
