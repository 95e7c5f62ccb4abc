import type { Keepsake } from "./memory-store.ts";

/**
 * draft: waits for approval · planned: may be signed · signed: bytes durable · sent: a node has taken it ·
 * confirmed: in an irreversible block · recorded: end of a dry run · rejected: by the operator · failed: by the chain ·
 * lapsed: not worth sending any more
 */
export type OutboxState =
  | "draft"
  | "planned"
  | "signed"
  | "sent"
  | "confirmed"
  | "recorded"
  | "rejected"
  | "failed"
  | "lapsed";

export interface OutboxRow {
  readonly id: number;
  readonly jobId: number;
  readonly agent: string;
  readonly account: string;
  /** Whom it is for: the person of its job. */
  readonly person: string;
  /** Kind of the trigger of its job. */
  readonly trigger: string;
  readonly subject: string;
  readonly live: boolean;
  readonly state: OutboxState;
  readonly operations: string;
  readonly hash: string;
  /** Present from `signed` on. */
  readonly transaction: StoredTransaction | undefined;
  /** When it was decided. */
  readonly decidedAt: Date;
  /** How often it has been signed. */
  readonly attempts: number;
  readonly notBefore: Date;
  /** Why it is where it is; empty when all goes well. */
  readonly because: string;
  readonly memory: string;
  /** Present once confirmed. */
  readonly receipt: { readonly transactionId: string; readonly block: number; readonly at: Date } | undefined;
}

export interface StoredTransaction {
  readonly id: string;
  readonly signature: string;
  readonly expiresAt: Date;
  readonly wire: string;
}

/** When an account's own posts came or come to stand in a block, in chain time; absent where there is none. */
export interface LastSaid {
  /** Of its newest root post. */
  readonly root: SaidAt | undefined;
  /** Of its newest post of any kind. */
  readonly any: SaidAt | undefined;
}

export interface SaidAt {
  readonly at: Date;
  /** `true`: the slot of its block. `false`: when the transaction that carries it expires. */
  readonly isConfirmed: boolean;
}

/** What the send loop needs. Writes name the row's transaction, so that a row that moved on meanwhile is left alone. */
export interface SendStore {
  /**
   * Rows that are due, oldest first: of each account the one that is signed, or else its oldest planned one, and all that
   * are sent and to be sent once more. While a row of an account is signed, no planned one of it is due. Nothing of an
   * agent that is paused is.
   */
  readDue(now: Date): Promise<readonly OutboxRow[]>;
  /** planned → signed; the bytes are durable when this returns. `false`: it is not planned any more, or its agent paused. */
  markSigned(id: number, transaction: StoredTransaction): Promise<boolean>;
  /** signed → sent, or sent as before; the same bytes are due again at `again`, unless a block has them by then. */
  markSent(id: number, transactionId: string, again: Date): Promise<boolean>;
  /** signed → recorded: the end of a dry run; its reservations are kept as spent. */
  markRecorded(id: number, transactionId: string, at: Date): Promise<boolean>;
  /**
   * The chain's no is final; its reservations are released. Answers how many live rows of its agent the chain has refused
   * in a row, this one included, since one was confirmed or the agent was resumed; 0 when the row had moved on.
   */
  markFailed(id: number, because: string, at: Date): Promise<number>;
  /** Not worth sending any more (parent gone, too late); its reservations are released. */
  markLapsed(id: number, because: string): Promise<boolean>;
  /** Rows that wait for the operator's word, oldest first. */
  readDrafts(): Promise<readonly OutboxRow[]>;
  /** draft → lapsed; its reservations are released. `false`: it was approved or rejected meanwhile. */
  lapseDraft(id: number, because: string): Promise<boolean>;
  /**
   * Not before a moment. A planned row stays planned, a signed one signed: its bytes may be on their way by an earlier
   * try, so only their irreversible expiry lets it be signed anew.
   */
  defer(id: number, because: string, notBefore: Date): Promise<boolean>;
  /** For the chain's reply intervals, over all agents of an account; dry runs do not count. */
  readLastSaid(account: string): Promise<LastSaid>;
  /** Rows that ended well and whose memory is not written yet. */
  readUnsettled(): Promise<readonly OutboxRow[]>;
  /** Writes what it leaves to remember (if anything) and closes the row's account, as one; a second call changes nothing. */
  settle(id: number, keepsake: Keepsake | undefined): Promise<boolean>;
}
