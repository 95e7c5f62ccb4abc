import { z } from "zod";
import { mentionsOf } from "../chain/mention-rule.ts";
import { mentionNeedle } from "../chain/needle.ts";
import { ownWords } from "./own-words.ts";
import { defineTrigger } from "./trigger.ts";
import { hasWords } from "./word-count.ts";

const options = z.strictObject({
  minWords: z.int().min(0).max(1000).default(3).describe("How many words the text must have, the mention included."),
  skipQuotes: z
    .boolean()
    .default(true)
    .describe("Whether a mention that stands only in quoted lines or in code is left alone."),
});

/** Fires when someone writes `@account` in the body of a post or reply, by the rule that hivemind notifies by. */
export const mention = defineTrigger({
  kind: "mention",
  description: "Someone writes @account in a post or in a reply.",
  options,
  needles: (_, account) => [mentionNeedle(account)],
  matches({ operation }, { minWords, skipQuotes }, account) {
    if (operation.type !== "comment") return false;
    if (!mentionsOf(operation.body).has(account)) return false; // the cheap no, before the text is taken apart
    const words = skipQuotes ? ownWords(operation.body) : operation.body;
    return (!skipQuotes || mentionsOf(words).has(account)) && hasWords(words, minWords);
  },
});
