import { z } from "zod";
import type { Payout } from "../action/beneficiaries.ts";
import { percent } from "../config/units.ts";

const shared = z.strictObject({
  citedAuthors: percent()
    .refine((basisPoints) => basisPoints > 0, "must be more than 0%: to pay nobody, write payout: declined")
    .describe("This share of the author's reward goes to the authors that a digest cites, eight at most."),
  shares: z
    .enum(["equal", "rank"])
    .default("equal")
    .describe("equal: the same for all. rank: the first one cited gets the most."),
});

/** The schema of `payout`: nobody earns, or those who are cited do. */
export const payoutFile: z.ZodType<Payout> = z.union(
  [z.literal("declined"), shared],
  "must be declined, or a group with citedAuthors, such as { citedAuthors: 80% }",
);
