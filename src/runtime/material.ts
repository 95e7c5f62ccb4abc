import type { RankedSection } from "../context/fit.ts";
import type { DigestEntry } from "../action/digest-entry.ts";
import type { Turns } from "../policy/turns.ts";
import type { JobEnd, ClaimedJob } from "../store/work-store.ts";

/** What a job's decision turn needs, gathered and gated. */
export interface Material {
  readonly sections: readonly RankedSection[];
  /** The post that would be answered or voted for, or the container of a thread; absent where there is none. */
  readonly post?: { readonly author: string; readonly permlink: string };
  readonly depth: number;
  readonly isPaidOut: boolean;
  /** When the post was written; absent for a schedule. */
  readonly createdAt?: Date;
  /** `author/permlink` of what the post stands under: budgets of a thread are kept by it; absent for a schedule. */
  readonly thread?: string;
  /** How often its author and the agent have answered each other above it. Default: never. */
  readonly turns?: Turns;
  /** Where a root post would go. */
  readonly category: string;
  readonly entries: readonly DigestEntry[];
  /** How many posts more a digest would have, had the budget allowed to read them. Default: none. */
  readonly unread?: number;
  /** Who may get a share of the payout, in the order in which they are cited. Default: nobody. */
  readonly payees?: readonly string[];
  /** What was asked and under which root post, for memory; absent where nobody asked. */
  readonly asked?: {
    readonly text: string;
    readonly thread: string;
    /** Ids of the memories that were brought back for it. Default: none. */
    readonly recalled?: readonly number[];
  };
}

/** Why a job ends before the model is asked. */
export class EndOfJob {
  readonly end: JobEnd;
  readonly because: string;

  constructor(end: JobEnd, because: string) {
    this.end = end;
    this.because = because;
  }
}

export type Gathered = Material | EndOfJob;

/** Names a job in the journal. */
export function refOf(job: ClaimedJob): { readonly jobId: number; readonly agent: string; readonly subject: string } {
  return { jobId: job.id, agent: job.agent, subject: job.subject };
}
