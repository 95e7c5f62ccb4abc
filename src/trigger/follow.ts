import { z } from "zod";
import { innerValueNeedle } from "../chain/needle.ts";
import { socialActionIn } from "../chain/social-action.ts";
import { defineTrigger } from "./trigger.ts";

/** Fires when someone follows the account; not when they mute it or take it back. */
export const follow = defineTrigger({
  kind: "follow",
  description: "Someone follows the agent.",
  options: z.strictObject({}),
  needles: (_, account) => [innerValueNeedle(account)],
  matches({ operation }, _, account) {
    const action = operation.type === "customJson" ? socialActionIn(operation) : undefined;
    return action?.type === "follow" && action.following.includes(account) && action.what.includes("blog");
  },
});
