import { ngramEmbedder, ngramVector } from "../../../src/search/ngram-embedder.ts";
import { termsOf } from "../../../src/search/terms.ts";
import { packVector } from "../../../src/search/vector.ts";
import type { ImportedMemory, Keepsake, NewMemory, VectorSpace } from "../../../src/store/memory-store.ts";
import type { Store } from "../../../src/store/store.ts";
import { at, plan, transaction } from "./rows.ts";

/** The space of the built-in embedder. */
export const space: VectorSpace = { identity: ngramEmbedder.identity, dimension: ngramEmbedder.dimension };

/** A moment at which everything in the tests is still remembered. */
export const soon = at(3_600);

export function exchange(asked: string, changes: Partial<NewMemory> = {}): NewMemory {
  const answered = changes.answered ?? "yes";
  return {
    kind: "exchange",
    agent: "sage",
    person: "alice",
    subject: "alice/hello",
    thread: "alice/root",
    asked,
    answered,
    fact: "",
    at: at(20),
    expiresAt: at(400 * 86_400),
    ...indexOf(`${asked}\n${answered}`),
    ...changes,
  };
}

export function fact(text: string, changes: Partial<NewMemory> = {}): NewMemory {
  return exchange("", { kind: "fact", answered: "", fact: text, ...indexOf(text), ...changes });
}

export function imported(memory: NewMemory, changes: Partial<ImportedMemory> = {}): ImportedMemory {
  return { ...memory, isShared: false, receipt: undefined, ...changes };
}

export function keepsake(memories: readonly NewMemory[], changes: Partial<Keepsake> = {}): Keepsake {
  return { memories, repeated: [], used: [], perAuthor: 200, at: at(30), expiresAt: at(400 * 86_400), ...changes };
}

/** Lets an answer land and leave this behind. */
export async function settle(store: Store, name: string, left: Keepsake): Promise<void> {
  const id = await plan(store, name, { live: false });
  await store.send.markSigned(id, transaction(name));
  await store.send.markRecorded(id, `id-${name}`, at(21));
  await store.send.settle(id, left);
}

function indexOf(text: string): Pick<NewMemory, "terms" | "vector"> {
  return { terms: termsOf(text), vector: { space, bytes: packVector(ngramVector(text)) } };
}
