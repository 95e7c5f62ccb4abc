import { z } from "zod";
import { accountName } from "../trigger/chain-names.ts";
import type { Watch } from "./agent.ts";

/** What makes an agent pause itself, in its file. Strict. */
export const watchFile = z
  .strictObject({
    downvotesBy: z
      .array(accountName())
      .default(["hivewatchers", "spaminator"])
      .describe("Accounts whose downvote of anything that the agent's account wrote pauses it, without the @."),
    reputationBelow: z
      .number()
      .min(-10)
      .max(99)
      .optional()
      .describe("A reputation of its account below this pauses it. Default: none does."),
    reputationLoss: z
      .number()
      .positive()
      .max(99)
      .optional()
      .describe("So far below the best that Skep has seen pauses it, such as 1.5. Default: however far."),
  })
  .prefault({})
  .describe("What makes the agent pause itself, until you resume it.");

/** The watch of a file, with what is left out spelled out. */
export function watchOf({ downvotesBy, reputationBelow, reputationLoss }: z.output<typeof watchFile>): Watch {
  return { downvotesBy, reputationBelow, reputationLoss };
}
