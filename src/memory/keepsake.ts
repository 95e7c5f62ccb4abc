import type { Embedder } from "../search/embedder.ts";
import { termsOf } from "../search/terms.ts";
import type { FoundMemory, Keepsake, MemoryText, NewMemory } from "../store/memory-store.ts";
import { indexAtOnce } from "./index-memory.ts";
import type { Leaving } from "./leaving.ts";

/** From this share of common terms on, two facts say the same. */
const alike = 0.8;

/**
 * The memories that an answer leaves: the exchange, and what the asker told of themself unless one of `own` says the same
 * already, which then only counts as told again.
 */
export function keepsakeOf(leaving: Leaving, own: readonly FoundMemory[], embedder: Embedder): Keepsake {
  const { agent, person, subject, thread, asked, answered, fact, at, used, keep, perAuthor } = leaving;
  const expiresAt = new Date(at.getTime() + keep);
  const common = { agent, person, subject, thread, at, expiresAt };
  const made = (text: MemoryText): NewMemory => ({ ...text, ...indexAtOnce(text, embedder) });
  const memories = [made({ ...common, kind: "exchange", asked, answered, fact: "" })];
  const repeated = fact === "" ? [] : own.filter((each) => each.kind === "fact" && saysTheSame(fact, each));
  if (fact !== "" && repeated.length === 0) {
    memories.push(made({ ...common, kind: "fact", asked: "", answered: "", fact }));
  }
  return { memories, repeated: repeated.slice(0, 1).map(({ id }) => id), used, perAuthor, at, expiresAt };
}

function saysTheSame(fact: string, told: FoundMemory): boolean {
  const terms = new Set(termsOf(fact));
  const common = told.terms.filter((term) => terms.has(term)).length;
  return common / Math.max(1, terms.size + told.terms.length - common) >= alike;
}
