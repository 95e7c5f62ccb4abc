/** How the nodes did lately, as a running bot saw it. */
export interface HealthNote {
  /** JSON, of whatever shape the bot tells. */
  readonly report: string;
  readonly at: Date;
}

/** What a running bot lets others know of its nodes. One note, the last. */
export interface HealthStore {
  /** In place of what was noted before. */
  note(note: HealthNote): Promise<void>;
  /** `undefined` before the first one. */
  findNote(): Promise<HealthNote | undefined>;
}
