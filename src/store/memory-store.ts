/** `exchange`: a question and its answer. `fact`: something that a person said of themself. */
export type MemoryKind = "exchange" | "fact";

/** What is kept of one exchange, or one thing that a person told. */
export interface MemoryText {
  readonly kind: MemoryKind;
  readonly agent: string;
  /** Whose it is: nobody else's answer sees it, unless it is shared. */
  readonly person: string;
  /** `author/permlink` of the post that it comes from. */
  readonly subject: string;
  /** `author/permlink` of the root post above it. */
  readonly thread: string;
  /** Empty for a fact. */
  readonly asked: string;
  readonly answered: string;
  /** Empty for an exchange. */
  readonly fact: string;
  readonly at: Date;
  /** Not recalled from then on, unless it is shared. */
  readonly expiresAt: Date;
}

/** The transaction by which an answer landed. */
export interface MemoryReceipt {
  readonly transactionId: string;
  readonly block: number;
}

export interface Memory extends MemoryText {
  readonly id: number;
  /** Whether answers to everybody may see it: the operator's word. */
  readonly isShared: boolean;
  /** How often an answer landed that it was recalled for, and when last; at first, when it was made. */
  readonly uses: number;
  readonly usedAt: Date;
  /** Absent for what was imported without one. */
  readonly receipt: MemoryReceipt | undefined;
}

/** By what a memory is found. */
export interface MemoryIndex {
  /** Sorted and distinct, as `termsOf` gives them. */
  readonly terms: Uint32Array;
  /** Absent until somebody makes it. */
  readonly vector?: StoredVector | undefined;
}

/** A packed vector and whose it is. */
export interface StoredVector {
  readonly space: VectorSpace;
  readonly bytes: Uint8Array;
}

/** Vectors can be compared within one space only. */
export interface VectorSpace {
  /** Of the embedder, such as a hash of its model's file. */
  readonly identity: string;
  readonly dimension: number;
}

export interface NewMemory extends MemoryText, MemoryIndex {}

/** A memory as it comes from another database. */
export interface ImportedMemory extends NewMemory {
  readonly isShared: boolean;
  readonly receipt: MemoryReceipt | undefined;
}

/** What choosing among memories takes; the vector only when it is of the space that was asked for. */
export interface FoundMemory extends Pick<Memory, "id" | "kind" | "thread"> {
  readonly terms: Uint32Array;
  readonly vector: Uint8Array | undefined;
}

/** What an answer leaves behind when it has landed. */
export interface Keepsake {
  readonly memories: readonly NewMemory[];
  /** Facts that were told again: their time and expiry are moved on. */
  readonly repeated: readonly number[];
  /** What had been recalled for the answer. */
  readonly used: readonly number[];
  /** Of one agent and person at most so many stay, the least recently used go; shared ones are not counted. */
  readonly perAuthor: number;
  /** For what was told again and what was used. */
  readonly at: Date;
  readonly expiresAt: Date;
}

/** What is looked for over many people. */
export interface MemoryQuery {
  /** Most telling first: at most a few dozen are looked up. */
  readonly terms: readonly number[];
  /** Default: every agent. */
  readonly agent?: string | undefined;
  /** Default: every person. */
  readonly person?: string | undefined;
  readonly limit: number;
  readonly now: Date;
  readonly space: VectorSpace;
}

/** Which memories to list. */
export interface MemoryFilter {
  readonly agent?: string | undefined;
  readonly person?: string | undefined;
  readonly kind?: MemoryKind | undefined;
  /** Only older ones. */
  readonly before?: Date | undefined;
  /** Only with a smaller id, to go on where a page ended. */
  readonly below?: number | undefined;
  readonly limit: number;
}

/** What the memory room needs. Each method is one transaction. */
export interface MemoryStore {
  /** What an agent remembers of one person, newest first. */
  readPerson(who: {
    agent: string;
    person: string;
    now: Date;
    limit: number;
    space: VectorSpace;
  }): Promise<readonly FoundMemory[]>;
  /** What an agent may tell everybody, as `shortlist` gives it; all of it, newest first, where that is no more than `limit`. */
  readShared(query: MemoryQuery & { readonly agent: string }): Promise<readonly FoundMemory[]>;
  /** Memories that have some of the terms, those with the rarest first; bounded work however many memories there are. */
  shortlist(query: MemoryQuery): Promise<readonly FoundMemory[]>;
  /** Newest first. */
  list(filter: MemoryFilter): Promise<readonly Memory[]>;
  find(id: number): Promise<Memory | undefined>;
  /** Those of these that are still there, in this order. */
  read(ids: readonly number[]): Promise<readonly Memory[]>;
  /** `false`: there is no fact of this id. */
  share(id: number, isShared: boolean): Promise<boolean>;
  /** For good. Answers how many there were. */
  remove(ids: readonly number[]): Promise<number>;
  /** Removes what has expired, at most `limit` at once. */
  expire(now: Date, limit: number): Promise<number>;
  /** Adds those that are not there yet, word for word and second for second. Answers how many were new. */
  add(memories: readonly ImportedMemory[]): Promise<number>;
  /** How many memories have no vector of this space yet. */
  countOutside(space: VectorSpace): Promise<number>;
  /** Some of them. */
  readOutside(space: VectorSpace, limit: number): Promise<readonly Memory[]>;
  /** Gives them what they are found by; those that are gone meanwhile are passed over. */
  index(memories: readonly (MemoryIndex & { readonly id: number })[]): Promise<void>;
}
