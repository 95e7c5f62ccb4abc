import type { CatchUpProgress } from "../chain/catch-up-progress.ts";
import type { Decision } from "../decision/decision.ts";
import type { Verdict } from "../policy/guard.ts";
import type { JobEnd, TurnPart } from "../store/work-store.ts";

/** What every entry about a job names. */
export interface JobRef {
  readonly jobId: number;
  readonly agent: string;
  readonly subject: string;
}

/** What every entry about a row of the outbox names. */
export interface RowRef extends JobRef {
  readonly outboxId: number;
}

/** One of the posts that a digest is made of, and what reading it took. */
export interface PostRead {
  readonly author: string;
  readonly permlink: string;
  /** Counted from 1, of so many that are to be read. */
  readonly number: number;
  readonly of: number;
  /** `kept`: read by an earlier run, at no cost now. `own-words`: the model's answers would not do. `unquotable`: left out. */
  readonly how: "model" | "kept" | "own-words" | "unquotable";
  /** Of all its turns, refused ones included; in this run. */
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly milliseconds: number;
}

/** A fact about the running bot, past tense. Told once, kept by nobody: the tables are the record. */
export type JournalEntry =
  | { readonly fact: "blocks-read"; readonly count: number; readonly last: number; readonly at: Date }
  | (CatchUpProgress & { readonly fact: "catching-up" })
  | {
      readonly fact: "job-accepted";
      readonly agent: string;
      readonly trigger: string;
      readonly subject: string;
      readonly person: string;
      readonly block: number;
    }
  | {
      readonly fact: "wish-heard";
      readonly person: string;
      readonly wish: "stop" | "start" | "forget";
      /** `author/permlink` of the comment that says so. */
      readonly said: string;
    }
  | { readonly fact: "person-forgotten"; readonly person: string }
  | (JobRef & { readonly fact: "job-ended"; readonly end: JobEnd; readonly because: string })
  | (JobRef & { readonly fact: "job-postponed" | "job-parked"; readonly because: string })
  | (JobRef & {
      readonly fact: "turn-started";
      readonly step: string;
      readonly model: string;
      readonly promptTokens: number;
      readonly cut: readonly string[];
      readonly context: readonly TurnPart[];
    })
  | (JobRef & { readonly fact: "text-generated"; readonly text: string })
  | (JobRef & {
      readonly fact: "turn-ended";
      readonly step: string;
      readonly output: string;
      readonly promptTokens: number;
      readonly completionTokens: number;
      readonly milliseconds: number;
    })
  | (JobRef & { readonly fact: "turn-refused"; readonly step: string; readonly complaint: string })
  | (JobRef & { readonly fact: "posts-gathered"; readonly found: number; readonly chosen: number })
  | (JobRef & PostRead & { readonly fact: "post-read" })
  | (JobRef & { readonly fact: "posts-left-out"; readonly count: number; readonly because: string })
  | (JobRef & { readonly fact: "decision-judged"; readonly decision: Decision; readonly verdict: Verdict })
  | (RowRef & {
      readonly fact: "transaction-signed" | "transaction-sent" | "transaction-recorded";
      readonly transactionId: string;
    })
  | (RowRef & { readonly fact: "transaction-confirmed"; readonly transactionId: string; readonly block: number })
  | (RowRef & {
      readonly fact: "transaction-failed" | "transaction-deferred" | "transaction-lapsed";
      readonly because: string;
    })
  /** How far the vectors of memories are with the embedder in use. */
  | { readonly fact: "memories-embedded"; readonly done: number; readonly total: number }
  | { readonly fact: "agent-paused"; readonly agent: string; readonly because: string }
  | { readonly fact: "trouble"; readonly loop: string; readonly message: string };

/** Takes entries as they happen. Must not throw and must not wait. */
export type Journal = (entry: JournalEntry) => void;
