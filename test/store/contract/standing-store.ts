import { describe, expect, it } from "vitest";
import { freshStore, type CreatePlace } from "./place.ts";

/** What every implementation of the standing port promises. */
export function describeStandingStore(create: CreatePlace): void {
  describe("the standing port", () => {
    const store = freshStore(create);

    it("keeps one best reputation an account, the last that it was told", async () => {
      expect(await store().standing.findBest("sage.agent")).toBeUndefined();
      await store().standing.keepBest("sage.agent", 61.25);
      await store().standing.keepBest("other.agent", 30);
      await store().standing.keepBest("sage.agent", 59.5);
      expect(await store().standing.findBest("sage.agent")).toBe(59.5);
    });
  });
}
