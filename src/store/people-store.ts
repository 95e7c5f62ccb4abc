/** What is known of a person without asking anybody; each part is absent until it was read once. */
export interface Standing {
  /** As people see it: 25 for a newcomer. */
  readonly reputation?: number | undefined;
  readonly hivePower?: number | undefined;
  /** Accounts of ours that follow them. */
  readonly followedBy?: readonly string[] | undefined;
}

/** Somebody who asked to be left alone. */
export interface StoppedPerson {
  readonly name: string;
  readonly since: Date;
  /** `author/permlink` of the comment that said so. */
  readonly said: string;
}

/** What people wish of the bot, and what is known of them. Their wishes come in with the blocks: see `ListenStore`. */
export interface PeopleStore {
  /** Of these, who asked to be left alone. */
  pickStopped(names: readonly string[]): Promise<ReadonlySet<string>>;
  /** Everybody who did, newest first. */
  readStopped(limit: number): Promise<readonly StoppedPerson[]>;
  /**
   * Who asked to be forgotten (since that moment) and is not yet, of those of whom nothing is in hand and nothing on its
   * way. What of them is only planned lapses.
   */
  takeForgetDue(): Promise<readonly { readonly name: string; readonly at: Date }[]>;
  /** They are forgotten: what was asked up to that moment is done. */
  markForgotten(name: string, at: Date): Promise<void>;
  /** Keeps what was read of somebody; parts that are absent stay as they were. */
  noteStanding(name: string, standing: Standing, at: Date): Promise<void>;
  /** By name; who is not known is absent. */
  readStandings(names: readonly string[]): Promise<ReadonlyMap<string, Standing & { readonly at: Date }>>;
}
