import { shortList } from "../../search/short-list.ts";
import { labelTerm, termText, termWord } from "../../search/terms.ts";
import type {
  Chunk,
  ChunkCandidate,
  ChunkQuery,
  ChunkVector,
  DocumentView,
  KnownDocument,
  KnowledgeStore,
  NewChunk,
} from "../knowledge-store.ts";
import type { Connection } from "./connection.ts";
import { termsBlob, termsIn } from "./memory-row.ts";

interface DocumentRow extends Omit<DocumentView, "at"> {
  readonly at: number;
}

interface CandidateRow {
  readonly id: number;
  readonly terms: Buffer;
  readonly vector: Buffer | null;
}

/** The knowledge port over SQLite. */
export function createKnowledgeStore(connection: Connection): KnowledgeStore {
  const { read, write } = connection;
  const documents = prepareDocuments(connection);
  const put = preparePut(connection);
  const remove = prepareRemove(connection);
  const search = prepareSearch(connection);
  return {
    readDocuments: (agent) => read(() => documents(agent)),
    putDocument: (document, chunks) =>
      write(() => {
        remove(document.agent, document.source);
        put(document, chunks);
      }),
    removeDocuments: (agent, sources) => write(() => sources.filter((source) => remove(agent, source)).length),
    countTerms: (agent, terms, upTo) => read(() => search.counts(agent, terms, upTo)),
    findChunks: (query) => read(() => search.byTerms(query)),
    countChunks: (agent) => read(() => search.count(agent)),
    readVectors: (agent, embedder) => read(() => search.vectors(agent, embedder)),
    readChunks: (ids) => read(() => ids.flatMap((id) => search.chunk(id) ?? [])),
  };
}

function prepareDocuments(connection: Connection): (agent: string | undefined) => DocumentView[] {
  const select = connection.prepare<[object], DocumentRow>(`
    select d.agent, d.source, d.kind, d.hash, d.made, d.embedder, d.bytes, d.problem, d.at,
      count(c.id) as chunks, coalesce(sum(c.tokens), 0) as tokens
    from knowledge_document d left join knowledge_chunk c on c.document_id = d.id
    where @agent is null or d.agent = @agent group by d.id order by d.agent, d.source`);
  return (agent) => select.all({ agent: agent ?? null }).map((row) => ({ ...row, at: new Date(row.at) }));
}

function preparePut(connection: Connection): (document: KnownDocument, chunks: readonly NewChunk[]) => void {
  const document = connection.prepare<[object]>(`
    insert into knowledge_document (agent, source, kind, hash, made, embedder, bytes, problem, at)
    values (@agent, @source, @kind, @hash, @made, @embedder, @bytes, @problem, @at)`);
  const chunk = connection.prepare<[object]>(`
    insert into knowledge_chunk (document_id, place, heading, text, tokens, terms, vector)
    values (@documentId, @place, @heading, @text, @tokens, @terms, @vector)`);
  const index = connection.prepare<[number | bigint, string]>(
    "insert into knowledge_terms (rowid, terms) values (?, ?)",
  );
  return (known, chunks) => {
    const { agent } = known;
    const { lastInsertRowid: documentId } = document.run({ ...known, at: known.at.getTime() });
    for (const [place, each] of chunks.entries()) {
      const terms = termsBlob(each.terms);
      const row = chunk.run({ ...each, terms, vector: Buffer.from(each.vector), documentId, place });
      index.run(row.lastInsertRowid, indexedTerms(agent, each.terms));
    }
  };
}

/** Prepares forgetting one document with its pieces and their index; `false` when there is none. */
function prepareRemove(connection: Connection): (agent: string, source: string) => boolean {
  const find = connection
    .prepare<[string, string], number>("select id from knowledge_document where agent = ? and source = ?")
    .pluck();
  const pieces = connection.prepare<[number], Pick<CandidateRow, "id" | "terms">>(
    "select id, terms from knowledge_chunk where document_id = ?",
  );
  // A contentless index forgets a row only when it is told once more what the row held.
  const unindex = connection.prepare<[number, string]>(
    "insert into knowledge_terms (knowledge_terms, rowid, terms) values ('delete', ?, ?)",
  );
  const chunks = connection.prepare<[number]>("delete from knowledge_chunk where document_id = ?");
  const document = connection.prepare<[number]>("delete from knowledge_document where id = ?");
  return (agent, source) => {
    const id = find.get(agent, source);
    if (id === undefined) return false;
    for (const piece of pieces.all(id)) unindex.run(piece.id, indexedTerms(agent, termsIn(piece.terms)));
    chunks.run(id);
    document.run(id);
    return true;
  };
}

interface Search {
  counts(agent: string, terms: readonly number[], upTo: number): number[];
  byTerms(query: ChunkQuery): ChunkCandidate[];
  count(agent: string): number;
  vectors(agent: string, embedder: string): ChunkVector[];
  chunk(id: number): Chunk | undefined;
}

function prepareSearch(connection: Connection): Search {
  const find = connection
    .prepare<[string, number], number>(
      "select rowid from knowledge_terms where knowledge_terms match ? order by rowid desc limit ?",
    )
    .pluck();
  const matches = connection
    .prepare<[string, number], number>(
      "select count(*) from (select rowid from knowledge_terms where knowledge_terms match ? limit ?)",
    )
    .pluck();
  const candidates = connection.prepare<[string, string], CandidateRow>(`
    select c.id, c.terms, case d.embedder when ? then c.vector end as vector
    from knowledge_chunk c join knowledge_document d on d.id = c.document_id
    where c.id in (select value from json_each(?)) order by c.id`);
  const count = connection
    .prepare<[string], number>(
      "select count(*) from knowledge_document d join knowledge_chunk c on c.document_id = d.id where d.agent = ?",
    )
    .pluck();
  const vectors = connection.prepare<[string, string], ChunkVector>(`
    select c.id, c.vector from knowledge_document d join knowledge_chunk c on c.document_id = d.id
    where d.agent = ? and d.embedder = ? order by c.id`);
  const chunk = connection.prepare<[number], Chunk>(`
    select c.id, d.source, c.heading, c.text, c.tokens
    from knowledge_chunk c join knowledge_document d on d.id = c.document_id where c.id = ?`);
  return {
    counts: (agent, terms, upTo) => terms.map((term) => matches.get(wordOf(agent, term), upTo) ?? 0),
    byTerms({ agent, terms, embedder, perTerm, limit }) {
      const lists = terms.map((term) => find.all(wordOf(agent, term), perTerm));
      const rows = candidates.all(embedder, JSON.stringify(shortList(lists, limit)));
      return rows.map(({ id, terms: own, vector }) => ({ id, terms: termsIn(own), vector: vector ?? undefined }));
    },
    count: (agent) => count.get(agent) ?? 0,
    vectors: (agent, embedder) => vectors.all(agent, embedder),
    chunk: (id) => chunk.get(id),
  };
}

/** A word of an agent's pieces, in the language of FTS5. */
function wordOf(agent: string, term: number): string {
  return `"${termWord(labelTerm(agent))}" AND "${termWord(term)}"`;
}

function indexedTerms(agent: string, terms: Uint32Array): string {
  return termText([labelTerm(agent), ...terms]);
}
