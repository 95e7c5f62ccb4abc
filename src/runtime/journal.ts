import type { CatchUpProgress } from "../chain/catch-up-progress.ts";
import type { Decision } from "../decision/decision.ts";
import type { Verdict } from "../policy/guard.ts";
import type { JobEnd } from "../store/work-store.ts";

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
  | (JobRef & { readonly fact: "job-ended"; readonly end: JobEnd; readonly because: string })
  | (JobRef & { readonly fact: "job-postponed" | "job-parked"; readonly because: string })
  | (JobRef & {
      readonly fact: "turn-started";
      readonly step: string;
      readonly model: string;
      readonly promptTokens: number;
      readonly cut: readonly string[];
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
  | { readonly fact: "agent-paused"; readonly agent: string; readonly because: string }
  | { readonly fact: "trouble"; readonly loop: string; readonly message: string };

/** Takes entries as they happen. Must not throw and must not wait. */
export type Journal = (entry: JournalEntry) => void;
