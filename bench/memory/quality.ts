import Sqlite from "better-sqlite3";
import type { Embedder } from "../../src/search/embedder.ts";
import { byAngle, byWords, rank, type Candidate, type Searchable } from "../../src/search/rank.ts";
import { termsOf } from "../../src/search/terms.ts";
import { packVector } from "../../src/search/vector.ts";
import { labelledSet, type Question } from "./questions.ts";

/** How often the answer was among the first five, 0..1. */
export interface Quality {
  readonly ranker: string;
  readonly all: number;
  readonly byKind: Readonly<Record<string, number>>;
}

type Ranker = (question: Question, looked: Searchable) => readonly number[];

/** Ranks the labelled set in every way, over the same memories. */
export async function measureQuality(embedder: Embedder): Promise<readonly Quality[]> {
  const { memories, questions } = labelledSet();
  const signal = new AbortController().signal;
  const vectors = await embedder.embed(memories, signal);
  const candidates: Candidate[] = memories.map((text, id) => ({
    id,
    terms: termsOf(text),
    vector: packVector(vectors[id] ?? new Float32Array()),
  }));
  const asked = await embedder.embed(
    questions.map(({ text }) => text),
    signal,
  );
  using plain = plainFullText(memories);
  const ids = (ranked: readonly { readonly id: number }[]): number[] => ranked.map(({ id }) => id);
  const rankers: Readonly<Record<string, Ranker>> = {
    "FTS5 alone (porter, bm25)": ({ text }) => plain.search(text),
    "Skep's words alone": (_, looked) => ids(byWords(looked, candidates)),
    "vectors alone": (_, looked) => ids(byAngle(looked, candidates)),
    "Skep: both, fused": (_, looked) => ids(rank(looked, candidates)),
  };
  return Object.entries(rankers).map(([ranker, find]) => {
    const hits = questions.map((question, place) => {
      const looked = { terms: termsOf(question.text), vector: packVector(asked[place] ?? new Float32Array()) };
      return {
        kind: question.kind,
        language: question.language,
        hit: find(question, looked).slice(0, 5).includes(question.answer),
      };
    });
    const share = (some: typeof hits): number => some.filter(({ hit }) => hit).length / Math.max(1, some.length);
    const kinds = [...new Set(hits.flatMap(({ kind, language }) => [kind, language]))];
    const byKind = kinds.map((kind) => [
      kind,
      share(hits.filter((each) => each.kind === kind || each.language === kind)),
    ]);
    return { ranker, all: share(hits), byKind: Object.fromEntries(byKind) };
  });
}

/** What most people would do: SQLite's own tokenizer, any of the words, bm25. */
function plainFullText(memories: readonly string[]): Disposable & { search(text: string): number[] } {
  const db = new Sqlite(":memory:");
  db.exec("create virtual table memory using fts5 (text, tokenize = 'porter unicode61 remove_diacritics 2')");
  const insert = db.prepare("insert into memory (rowid, text) values (?, ?)");
  for (const [id, text] of memories.entries()) insert.run(id + 1, text);
  const select = db
    .prepare<[string], number>("select rowid from memory where memory match ? order by bm25(memory), rowid limit 5")
    .pluck();
  return {
    search(text) {
      const words = text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
      return words.length === 0 ? [] : select.all(words.map((word) => `"${word}"`).join(" OR ")).map((id) => id - 1);
    },
    [Symbol.dispose]: () => void db.close(),
  };
}
