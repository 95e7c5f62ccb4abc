export type DocumentKind = "file" | "post";

/** A document as an agent knows it. */
export interface KnownDocument {
  readonly agent: string;
  /** A path within the project's folder, or `@author/permlink`. */
  readonly source: string;
  readonly kind: DocumentKind;
  /** SHA-256 of its content, hex. */
  readonly hash: string;
  /** How it was cut and embedded: another way means that it must be done again. */
  readonly made: string;
  /** Whose vectors its pieces have. */
  readonly embedder: string;
  readonly bytes: number;
  /** Why nothing is known from it; empty when all is well. */
  readonly problem: string;
  readonly at: Date;
}

/** What `status` tells of a document. */
export interface DocumentView extends KnownDocument {
  readonly chunks: number;
  readonly tokens: number;
}

/** A piece of a document. */
export interface NewChunk {
  /** The headings above it, joined by " > "; may be empty. */
  readonly heading: string;
  readonly text: string;
  readonly tokens: number;
  /** Sorted and distinct hashes of its words. */
  readonly terms: Uint32Array;
  /** Packed. */
  readonly vector: Uint8Array;
}

/** What a search compares. */
export interface ChunkCandidate extends Pick<NewChunk, "terms"> {
  readonly id: number;
  /** Absent where another embedder made it. */
  readonly vector: Uint8Array | undefined;
}

/** A vector of the embedder that was asked for. */
export interface ChunkVector extends Pick<NewChunk, "vector"> {
  readonly id: number;
}

/** What to look up: pieces of an agent, by words. */
export interface ChunkQuery {
  readonly agent: string;
  readonly terms: readonly number[];
  /** Whose vectors are wanted. */
  readonly embedder: string;
  /** Of a term that more pieces have, the newest so many. */
  readonly perTerm: number;
  /** At most so many pieces, those with the rarest terms first. */
  readonly limit: number;
}

/** A piece that was found. */
export interface Chunk extends Pick<NewChunk, "heading" | "text" | "tokens"> {
  readonly id: number;
  readonly source: string;
}

/** What the knowledge room needs. Each method is one transaction; agents share nothing. */
export interface KnowledgeStore {
  /** Of one agent, or of all; by agent and source. */
  readDocuments(agent?: string): Promise<readonly DocumentView[]>;
  /** Takes the place of what was known from the same source: the document, its pieces and their index as one. */
  putDocument(document: KnownDocument, chunks: readonly NewChunk[]): Promise<void>;
  /** Forgets documents with all their pieces; answers how many there were. */
  removeDocuments(agent: string, sources: readonly string[]): Promise<number>;
  /** How many pieces of an agent have each of the terms, in their order; no more than `upTo` are counted. */
  countTerms(agent: string, terms: readonly number[], upTo: number): Promise<readonly number[]>;
  /** Pieces that have one of the terms; bounded work however many pieces there are. */
  findChunks(query: ChunkQuery): Promise<readonly ChunkCandidate[]>;
  /** How many pieces an agent has. */
  countChunks(agent: string): Promise<number>;
  /** Every vector of one embedder that an agent has. */
  readVectors(agent: string, embedder: string): Promise<readonly ChunkVector[]>;
  /** These pieces whole, in the order of the numbers; those that are gone are left out. */
  readChunks(ids: readonly number[]): Promise<readonly Chunk[]>;
}
