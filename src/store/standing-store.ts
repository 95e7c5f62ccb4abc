/** How well our accounts stood. */
export interface StandingStore {
  /** The best reputation that this account was kept with; `undefined` before the first one. */
  findBest(account: string): Promise<number | undefined>;
  /** In place of what was kept before. */
  keepBest(account: string, reputation: number): Promise<void>;
}
