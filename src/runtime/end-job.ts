import type { ClaimedJob, JobEnd } from "../store/work-store.ts";
import { refOf } from "./material.ts";
import type { Rooms } from "./rooms.ts";

/** Ends a job without a decision, with the reason that `explain` shows. */
export async function endJob(
  job: ClaimedJob,
  end: JobEnd,
  because: string,
  { store, journal }: Pick<Rooms, "store" | "journal">,
): Promise<void> {
  if (!(await store.work.finish(job, end, because))) return; // somebody else has it by now
  journal({ fact: "job-ended", ...refOf(job), end, because });
}
