/** The last block whose jobs are safely in the inbox. */
export interface Cursor {
  readonly number: number;
  readonly id: string;
}

/** Work for one agent about one subject, before the inbox has it. */
export interface NewJob {
  readonly agent: string;
  /** `transaction id:operation index`, or `schedule/agent/name/slot`. */
  readonly eventId: string;
  /** What the event is about: `author/permlink`, or the event id of a slot. An agent gets one job a subject, ever. */
  readonly subject: string;
  /** Kind of the trigger that matched. */
  readonly trigger: string;
  /** The account that caused the event; empty for a schedule. */
  readonly person: string;
  /** The event as JSON. */
  readonly event: string;
  /** 0 for a schedule. */
  readonly block: number;
  readonly happenedAt: Date;
  readonly notBefore: Date;
  /** Whose turn it is first: 0 (the default) for who asked, 1 for who did not. */
  readonly rank?: 0 | 1;
  /** So much earlier does it stand in the queue, in milliseconds. Default 0. */
  readonly headStart?: number;
}

/** What somebody wishes of the whole bot, as a comment of their own says. */
export interface PersonWish {
  readonly person: string;
  readonly wish: "stop" | "start" | "forget";
  /** `author/permlink` of the comment. */
  readonly subject: string;
  /** When it happened. */
  readonly at: Date;
  /** The job that says that it was heard; absent where no agent may answer. */
  readonly acknowledgement?: NewJob;
}

/** A transaction on its way, to be looked out for in blocks. */
export interface AwaitedTransaction {
  readonly outboxId: number;
  readonly transactionId: string;
  readonly signature: string;
}

/** One of ours, found in an irreversible block. */
export interface Landed {
  readonly outboxId: number;
  /** The id by which the block names it. */
  readonly transactionId: string;
  readonly block: number;
  readonly at: Date;
}

/** Everything that a run of blocks brings, taken in as one. */
export interface Arrival {
  /** Where the cursor must stand now. */
  readonly after: Cursor;
  readonly last: Cursor;
  /** When the slot of the last block was. */
  readonly at: Date;
  readonly jobs: readonly NewJob[];
  /** In the order in which they were said; they hold for the jobs of this arrival too. Default none. */
  readonly wishes?: readonly PersonWish[];
  /** More open jobs of one person than this are not taken up. Default: no bound. */
  readonly mostPerPerson?: number;
  /** Edits of which only a patch is known yet. Default none. */
  readonly putOff?: readonly LateEdit[];
  /** Ids of such edits of earlier blocks whose text is among these events now. Default none. */
  readonly mended?: readonly string[];
  readonly landed: readonly Landed[];
  /** What is not landed and expired before this moment can be in no block any more: it is planned again. */
  readonly expiredBefore: Date;
}

/** An edit whose post no node could show. */
export interface LateEdit {
  /** The event's. */
  readonly id: string;
  /** JSON of the event. */
  readonly event: string;
}

/** A transaction as a block tells it. */
export interface SeenTransaction {
  readonly signatures: readonly string[];
  readonly block: number;
}

/** What the listen loop needs. Each method is one transaction. */
export interface ListenStore {
  readCursor(): Promise<Cursor | undefined>;
  /**
   * Sets the cursor of an empty store, which begins its life at this head (default: the cursor's own block). Throws
   * `store_corrupt` when there is one already.
   */
  startAt(cursor: Cursor, headNumber?: number): Promise<void>;
  /**
   * Jobs, wishes, late edits, receipts, expiries and the cursor move together or not at all. Answers the jobs that were new and wait
   * now, acknowledgements among them; jobs of who asked to be left alone, or has too many already, end as gated at once.
   * Throws `store_corrupt` when the cursor does not stand at `after`.
   */
  accept(arrival: Arrival): Promise<readonly NewJob[]>;
  /** Edits that were put off and not mended yet, oldest first. */
  readPutOff(): Promise<readonly LateEdit[]>;
  /** Transactions signed or sent and not yet seen in a block. */
  readAwaited(): Promise<readonly AwaitedTransaction[]>;
  /**
   * Those of these transactions that were never signed here, by their signatures. What stood on chain before this
   * store began its life is not counted: an earlier database may have signed it.
   */
  pickStrangers(seen: readonly SeenTransaction[]): Promise<readonly SeenTransaction[]>;
}
