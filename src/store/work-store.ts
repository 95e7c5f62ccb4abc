import type { NewJob } from "./listen-store.ts";

/** A job in hand. Every write about it carries its fence; a write with an old fence changes nothing and answers `false`. */
export interface ClaimedJob extends Omit<NewJob, "notBefore" | "rank" | "headStart"> {
  readonly id: number;
  /** How often it has been claimed, this time included; also its fence. */
  readonly attempts: number;
  /** How often it failed for reasons of its own. */
  readonly failures: number;
  /** How often the process ended with the job in hand. */
  readonly interruptions: number;
  /** Why it was put back the last time. Default: it never was. */
  readonly lastTrouble?: string;
}

/** One finished turn of the model, as it is kept for restarts and for `explain`. */
export interface TurnRecord {
  /** Unique within the job, such as `"decide"` or `"read/alice/my-post"`. */
  readonly step: string;
  readonly model: string;
  readonly seed: number;
  readonly temperature: number;
  /** System and user message as they were sent. Stored compressed. */
  readonly prompt: string;
  /** What the model thought before it answered; empty where it did not. Stored compressed, and no part of any operation. */
  readonly thoughts: string;
  readonly output: string;
  /** What the prompt was made of, in its order, the instruction first; empty where that was not kept. */
  readonly context: readonly TurnPart[];
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly milliseconds: number;
  readonly at: Date;
}

/** One part of a prompt. */
export interface TurnPart {
  readonly label: string;
  /** Shown; 0 when there was no room for it. */
  readonly tokens: number;
  /** What it would have taken whole. */
  readonly wholeTokens: number;
}

/** What became of a decision. */
export interface DecisionRecord {
  /** JSON of the decision. */
  readonly decision: string;
  readonly outcome: "allow" | "deny" | "defer";
  /** The guard that objected; empty when none did. */
  readonly guard: string;
  readonly because: string;
  readonly at: Date;
  readonly account: string;
  /** The ledger version the facts were read at. */
  readonly ledgerVersion: number;
  readonly outbox: readonly NewOutboxRow[];
}

/** One transaction to be. */
export interface NewOutboxRow {
  /** `"draft"` waits for the operator's approval, `"planned"` may be sent. */
  readonly state: "draft" | "planned";
  /** Whether this may reach the chain; a dry run's rows may not. */
  readonly live: boolean;
  /** Not before this moment. Default: at once. */
  readonly notBefore?: Date;
  /** JSON array of operations. */
  readonly operations: string;
  /** SHA-256 of `operations`, hex: what an approval is bound to. */
  readonly hash: string;
  /** What it spends of the budgets. */
  readonly spendings: readonly NewSpending[];
  /** What to remember once it has landed; JSON, given back when the row is settled. Empty for nothing. */
  readonly memory: string;
}

export interface NewSpending {
  readonly capability: string;
  /** Toward whom; empty for nobody in particular. */
  readonly person: string;
  /** `author/permlink` that it answers or votes for; empty for none. */
  readonly subject: string;
  /** `author/permlink` of what the subject stands under. Default: none. */
  readonly thread?: string;
  /** Of a vote, in basis points. Default 0. */
  readonly weight?: number;
}

/** One reservation or expense in the ledger. Released ones are not shown. */
export interface Spending extends Required<NewSpending> {
  readonly agent: string;
  readonly at: Date;
}

export interface Ledger {
  /** Grows with every reservation of the account. */
  readonly version: number;
  /** Oldest first. */
  readonly spendings: readonly Spending[];
}

/** A vote that was reserved or cast. */
export interface LedgerVote {
  readonly agent: string;
  readonly subject: string;
  /** Basis points. */
  readonly weight: number;
  /** When it was decided. */
  readonly at: Date;
  /** Whether no block has it yet: its mana is still to be spent. */
  readonly isOpen: boolean;
}

export type JobEnd = "decided" | "stale" | "gone" | "gated";

/** What the work loop needs. Each method is one transaction. */
export interface WorkStore {
  /**
   * Frees the jobs that an earlier life of this process had in hand and counts that as an interruption. To be called
   * once, under the directory's lock.
   */
  reclaim(): Promise<void>;
  /** The most urgent job that is due, or whose lease ran out, of agents that are not paused; `undefined` for none. */
  claim(options: { agents: readonly string[]; now: Date; leaseUntil: Date }): Promise<ClaimedJob | undefined>;
  /** `false`: somebody else has the job by now, or it has ended. */
  renew(job: ClaimedJob, leaseUntil: Date): Promise<boolean>;
  /** Finished turns of a job, so that a restart resumes after them. */
  readTurns(jobId: number): Promise<readonly TurnRecord[]>;
  recordTurn(job: ClaimedJob, turn: TurnRecord): Promise<boolean>;
  /** What the gates said of it: JSON, in place of what they said before. */
  recordGates(job: ClaimedJob, report: string): Promise<boolean>;
  /** The account's ledger since a moment, with the version it stands at. */
  readLedger(account: string, since: Date): Promise<Ledger>;
  /**
   * The account's votes since a moment, oldest first, of all its agents. To be read after the ledger whose version the
   * decision names: what comes between the two is a conflict then.
   */
  readVotes(account: string, since: Date): Promise<readonly LedgerVote[]>;
  /**
   * Decision, verdict, outbox rows and their reservations as one; the job ends as decided. `"conflict"`: the ledger
   * moved since `ledgerVersion`, nothing was written, read and judge again. `"lost"`: the fence is old.
   */
  recordDecision(job: ClaimedJob, record: DecisionRecord): Promise<"recorded" | "conflict" | "lost">;
  /** Ends a job without a decision, with the reason that `explain` shows. */
  finish(job: ClaimedJob, end: JobEnd, because: string): Promise<boolean>;
  /** Puts it back for later. */
  retry(job: ClaimedJob, because: string, notBefore: Date): Promise<boolean>;
  /** Puts it back for later and counts a failure of its own. */
  fail(job: ClaimedJob, error: string, notBefore: Date): Promise<boolean>;
  /** Sets it aside for good, for the operator to look at. */
  park(job: ClaimedJob, error: string): Promise<boolean>;
}
