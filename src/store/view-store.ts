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
}

/** One job with everything that came of it. */
export interface JobStory {
  readonly job: JobView;
  readonly turns: readonly TurnRecord[];
  readonly decision: DecisionView | undefined;
  readonly outbox: readonly OutboxRow[];
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
  readonly jobs: Readonly<Record<JobState, number>>;
  readonly outbox: Readonly<Record<OutboxState, number>>;
  readonly memories: number;
}

/** Read-only views for status, explain and lists, and the operator's word on drafts. */
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
  /** draft → rejected; reservations are released. */
  reject(outboxId: number, because: string): Promise<boolean>;
}
