import type { OutboxRow, OutboxState } from "./send-store.ts";
import type { TurnRecord } from "./work-store.ts";
import type { Cursor } from "./listen-store.ts";

export type JobState = "waiting" | "claimed" | "decided" | "stale" | "gone" | "gated" | "parked";

export interface JobView {
  readonly id: number;
  readonly agent: string;
  readonly eventId: string;
  readonly subject: string;
  readonly trigger: string;
  readonly person: string;
  readonly state: JobState;
  readonly because: string;
  readonly attempts: number;
  readonly block: number;
  readonly happenedAt: Date;
  /** A job that waits is not taken up before. */
  readonly notBefore: Date;
  /** Of its own making. */
  readonly failures: number;
  /** How often the process ended with it in hand. */
  readonly interruptions: number;
}

/** One job with everything that came of it. */
export interface JobStory {
  readonly job: JobView;
  /** The event as JSON; empty once it has been tidied away. */
  readonly event: string;
  /** What the gates said, as JSON; empty when they were not asked. */
  readonly gates: string;
  readonly turns: readonly TurnRecord[];
  readonly decision: DecisionView | undefined;
  readonly outbox: readonly OutboxRow[];
  /** Every transaction that was signed for these rows, oldest first. */
  readonly attempts: readonly AttemptView[];
}

export interface AttemptView {
  readonly outboxId: number;
  readonly number: number;
  readonly transactionId: string;
  readonly expiresAt: Date;
  /** Whether no block can hold it any more. */
  readonly isOver: boolean;
}

export interface DecisionView {
  readonly decision: string;
  readonly outcome: "allow" | "deny" | "defer";
  readonly guard: string;
  readonly because: string;
  readonly at: Date;
}

export interface Overview {
  readonly cursor: Cursor | undefined;
  /** When the slot of that block was; absent before the first one was taken in. */
  readonly cursorAt: Date | undefined;
  readonly jobs: Readonly<Record<JobState, number>>;
  readonly outbox: Readonly<Record<OutboxState, number>>;
  readonly memories: number;
}

/** What an agent reserved or spent since a moment. */
export interface Use {
  readonly agent: string;
  readonly actions: number;
}

/** What became of an operator's wish: `"too-late"` for a row or job that moved on, `"under-way"` for one whose bytes may land. */
export type WishOutcome = "done" | "too-late" | "under-way";

/** Read-only views for status, explain and lists, and the operator's word on jobs, drafts and rows. */
export interface ViewStore {
  readOverview(): Promise<Overview>;
  /** Newest first. */
  readJobs(options: { state?: JobState; limit: number }): Promise<readonly JobView[]>;
  readOutbox(options: { state?: OutboxState; limit: number }): Promise<readonly OutboxRow[]>;
  findOutboxRow(id: number): Promise<OutboxRow | undefined>;
  /** By job id, or by `author/permlink` (of the event, or of what we wrote). */
  findStories(key: number | string): Promise<readonly JobStory[]>;
  /** draft → planned. `false` when it is no draft any more or its text is not the one that was approved. */
  approve(outboxId: number, hash: string): Promise<boolean>;
  /** Gives a draft another text and so another hash. `false` when it is no draft any more or was changed meanwhile. */
  rewriteDraft(outboxId: number, hash: string, text: { operations: string; hash: string }): Promise<boolean>;
  /** draft → rejected; reservations are released. */
  reject(outboxId: number, because: string): Promise<boolean>;
  /** By agent name. */
  readUse(since: Date): Promise<readonly Use[]>;
  /** A job that waits, is parked, or ended as gone or gated waits again, from now on, its failures forgotten. */
  retryJob(jobId: number): Promise<WishOutcome>;
  /** A job that waits or is parked ends as gated. */
  cancelJob(jobId: number, because: string): Promise<WishOutcome>;
  /** A planned row is due at once; one that failed or lapsed is planned again, its spendings reserved anew. */
  retryRow(outboxId: number, at: Date): Promise<WishOutcome>;
  /** draft or planned → rejected; what is signed may be in a block already. */
  cancelRow(outboxId: number, because: string): Promise<WishOutcome>;
}
