import type { RankedSection } from "../context/fit.ts";
import type { DigestEntry } from "../action/digest.ts";
import type { JobEnd, ClaimedJob } from "../store/work-store.ts";

/** What a job's decision turn needs, gathered and gated. */
export interface Material {
  readonly sections: readonly RankedSection[];
  /** The post that would be answered or voted for; absent for a schedule. */
  readonly post?: { readonly author: string; readonly permlink: string };
  readonly depth: number;
  readonly isPaidOut: boolean;
  /** Where a root post would go. */
  readonly category: string;
  readonly entries: readonly DigestEntry[];
  /** What was asked and under which root post, for memory; absent where nobody asked. */
  readonly asked?: { readonly text: string; readonly thread: string };
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
