import { z } from "zod";
import { innerValueNeedle } from "../chain/needle.ts";
import { socialActionIn } from "../chain/social-action.ts";
import { defineTrigger } from "./trigger.ts";

/** Fires when someone shows a post of the account to their own followers. */
export const reblog = defineTrigger({
  kind: "reblog",
  description: "Someone reblogs a post of the agent.",
  options: z.strictObject({}),
  needles: (_, account) => [innerValueNeedle(account)],
  matches({ operation }, _, account) {
    const action = operation.type === "customJson" ? socialActionIn(operation) : undefined;
    return action?.type === "reblog" && action.author === account && !action.isUndone;
  },
});
