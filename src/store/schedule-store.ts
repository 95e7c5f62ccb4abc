import type { NewJob } from "./listen-store.ts";

/** What the tick loop needs. */
export interface ScheduleStore {
  /** The newest slot of this schedule that became a job, or the moment its counting began. */
  findLastSlot(agent: string, name: string): Promise<Date | undefined>;
  /** Begins counting at `moment`, unless it has begun. */
  startCounting(agent: string, name: string, moment: Date): Promise<void>;
  /** Begins counting anew at `moment`, however far it has come: slots that had their jobs get no second ones. */
  countFrom(agent: string, name: string, moment: Date): Promise<void>;
  /** Puts the job into the inbox and moves the schedule to its slot, as one. Answers whether the job was new. */
  acceptSlot(name: string, slot: Date, job: NewJob): Promise<boolean>;
}
