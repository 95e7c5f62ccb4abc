import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CreatePlace } from "./place.ts";
import { budgetLaw } from "./budget-law.ts";
import { oneJobLaw } from "./one-job-law.ts";
import { wholeArrivalLaw } from "./whole-arrival-law.ts";

/** Laws over all ports together: what no order of calls, and no restart in between, may break. */
export function describeLaws(create: CreatePlace): void {
  describe("the laws", () => {
    it.each([
      ["an event is one job an agent and subject, whatever comes twice, fails or restarts", oneJobLaw],
      ["no order of decisions spends more than the budget that each was judged by", budgetLaw],
      ["blocks are taken in whole or not at all, wherever it fails", wholeArrivalLaw],
    ])("%s", async (_, law) => {
      await expect(fc.assert(law(create), { numRuns: 30 })).resolves.toBeUndefined();
    });
  });
}
