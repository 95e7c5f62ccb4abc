import { z } from "zod";
import { valueNeedle } from "../chain/needle.ts";
import { ownWords } from "./own-words.ts";
import { defineTrigger } from "./trigger.ts";
import { hasWords } from "./word-count.ts";

const options = z.strictObject({
  minWords: z
    .int()
    .min(0)
    .max(1000)
    .default(1)
    .describe("How many words of their own the reply must have; 1 leaves pictures and emoji alone."),
});

/** Fires when someone answers a post or a reply of the account. */
export const reply = defineTrigger({
  kind: "reply",
  description: "Someone answers a post or a reply of the agent.",
  options,
  needles: (_, account) => [valueNeedle(account)],
  matches({ operation }, { minWords }, account) {
    if (operation.type !== "comment" || operation.parentAuthor !== account) return false;
    return hasWords(ownWords(operation.body), minWords);
  },
});
