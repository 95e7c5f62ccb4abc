/** How far forgetting got with one call. */
export interface Forgetting {
  readonly memories: number;
  readonly jobs: number;
  /** Whether nothing is left but what is under way. */
  readonly isDone: boolean;
}

/** Real deletion of what one person said: rows, indexes and the bytes in the file. */
export interface ForgetStore {
  /**
   * Deletes that person's memories and shrinks to skeletons what came of their jobs, at most `limit` of each. Jobs that
   * wait or are in hand and rows that are not at their end are left alone, and so are `account` and the ledger.
   */
  forget(person: string, limit: number): Promise<Forgetting>;
  /** How many of that person's jobs wait, are in hand, or have something under way. */
  countUnderWay(person: string): Promise<number>;
  /**
   * Empties turns of ended jobs whose prompt holds one of these labels, beginning behind a row. Looks at `limit` turns
   * and answers where to go on; `undefined` after the last.
   */
  blankTurns(labels: readonly string[], after: number, limit: number): Promise<number | undefined>;
  /** Rewrites some of the index, so that what was deleted goes from it too. Answers whether all of it is done. */
  mergeIndex(): Promise<boolean>;
  /** Takes everything over from the write-ahead log and cuts it to nothing, so that no old bytes stay in it. */
  emptyLog(): Promise<void>;
}
