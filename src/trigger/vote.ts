import { z } from "zod";
import { percent } from "../config/units.ts";
import { valueNeedle } from "../chain/needle.ts";
import { defineTrigger } from "./trigger.ts";

const options = z.strictObject({
  atLeast: percent().prefault("0.01%").describe("The smallest weight; downvotes never count."),
});

/** Fires when someone upvotes a post or a reply of the account. */
export const vote = defineTrigger({
  kind: "vote",
  description: "Someone upvotes a post or a reply of the agent.",
  options,
  needles: (_, account) => [valueNeedle(account)],
  matches({ operation }, { atLeast }, account) {
    return operation.type === "vote" && operation.author === account && operation.weight >= Math.max(atLeast, 1);
  },
});
