/** What keeps the database from growing for ever. */
export interface TidyStore {
  /**
   * Shrinks what came of jobs that happened before a moment to a skeleton, at most `limit` jobs at once: who, what about,
   * how it ended and why, hashes, transaction ids and receipts stay; texts, prompts and bytes go. Jobs that wait, are
   * parked or have a transaction under way are left whole. Answers how many were shrunk.
   */
  shrink(before: Date, limit: number): Promise<number>;
  /** Gives at most so many free pages of the file back to the disk. */
  release(pages: number): Promise<void>;
}
