/** What a model said of a post when it read it for a digest, so that the same text is not paid for twice. */
export interface Reading {
  /** Names text, prompt and model, such as a hash of them. */
  readonly key: string;
  readonly author: string;
  /** Its answer; empty where no answer of it would do. */
  readonly output: string;
}

/** Readings of posts, shared by all agents and slots. */
export interface ReadingStore {
  /** What was said under this key, which counts as used now; `undefined` where it was never asked. */
  find(key: string, now: Date): Promise<string | undefined>;
  /** Kept in place of what stood there. */
  keep(reading: Reading, now: Date): Promise<void>;
  /** Drops what was not used since a moment. Answers how many. */
  dropUnused(since: Date): Promise<number>;
}
