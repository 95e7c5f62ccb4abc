import { z } from "zod";
import { valueNeedle } from "../chain/needle.ts";
import { accountName, containerAccounts, containerName } from "./chain-names.ts";
import { defineTrigger } from "./trigger.ts";
import { hasWords } from "./word-count.ts";

const options = z.strictObject({
  in: z
    .array(containerName())
    .min(1)
    .default([...containerAccounts])
    .describe("The containers that are watched."),
  authors: z.array(accountName()).min(1).exactOptional().describe("Only short posts by one of these accounts."),
  minWords: z.int().min(0).max(1000).default(0).describe("How many words it must have; links do not count."),
});

/** Fires when someone publishes a short post: a direct answer to the container of a front end. */
export const thread = defineTrigger({
  kind: "thread",
  description: "Someone publishes a short post (a thread, wave, snap or moment).",
  options,
  needles: ({ in: watched, authors }) => (authors ?? watched).map(valueNeedle),
  matches({ operation }, { in: watched, authors, minWords }) {
    if (operation.type !== "comment") return false;
    if (!watched.some((container) => container === operation.parentAuthor)) return false;
    if (authors !== undefined && !authors.includes(operation.author)) return false;
    return hasWords(operation.body, minWords);
  },
});
