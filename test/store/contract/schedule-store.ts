import { describe, expect, it } from "vitest";
import { freshStore, type CreatePlace } from "./place.ts";
import { at, newJob } from "./rows.ts";

/** What every implementation of the schedule port promises. */
export function describeScheduleStore(create: CreatePlace): void {
  describe("the schedule port", () => {
    const store = freshStore(create);
    const slotJob = (seconds: number) =>
      newJob(`slot-${seconds}`, { agent: "digest", subject: `schedule/digest/daily/${seconds}`, person: "", block: 0 });

    it("begins counting once", async () => {
      const { schedule } = store();
      expect(await schedule.findLastSlot("digest", "daily")).toBeUndefined();
      await schedule.startCounting("digest", "daily", at(1));
      await schedule.startCounting("digest", "daily", at(2));
      expect(await schedule.findLastSlot("digest", "daily")).toEqual(at(1));
      expect(await schedule.findLastSlot("digest", "weekly")).toBeUndefined();
    });

    it("makes one job of a slot, however often it is due", async () => {
      const { schedule, views } = store();
      await schedule.startCounting("digest", "daily", at(1));
      expect(await schedule.acceptSlot("daily", at(60), slotJob(60))).toBe(true);
      expect(await schedule.acceptSlot("daily", at(60), slotJob(60))).toBe(false);
      expect(await schedule.findLastSlot("digest", "daily")).toEqual(at(60));
      expect(await views.readJobs({ limit: 9 })).toHaveLength(1);
    });

    it("counts anew from where it is told, and gives no slot a second job", async () => {
      const { schedule } = store();
      await schedule.acceptSlot("daily", at(60), slotJob(60));
      await schedule.countFrom("digest", "daily", at(30));
      expect(await schedule.findLastSlot("digest", "daily")).toEqual(at(30));
      expect(await schedule.acceptSlot("daily", at(60), slotJob(60))).toBe(false);
    });

    it("never goes back to an earlier slot by itself", async () => {
      const { schedule } = store();
      await schedule.acceptSlot("daily", at(60), slotJob(60));
      await schedule.acceptSlot("daily", at(30), slotJob(30));
      expect(await schedule.findLastSlot("digest", "daily")).toEqual(at(60));
    });
  });
}
