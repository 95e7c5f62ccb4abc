import { describe, expect, it } from "vitest";
import { freshStore, type CreatePlace } from "./place.ts";
import { at } from "./rows.ts";

/** What every implementation of the health port promises. */
export function describeHealthStore(create: CreatePlace): void {
  describe("the health port", () => {
    const store = freshStore(create);

    it("keeps the last note and no other", async () => {
      expect(await store().health.findNote()).toBeUndefined();
      await store().health.note({ report: "[1]", at: at(1) });
      await store().health.note({ report: "[2]", at: at(2) });
      expect(await store().health.findNote()).toEqual({ report: "[2]", at: at(2) });
    });
  });
}
