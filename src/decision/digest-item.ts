import { z } from "zod";
import { text } from "./text.ts";

/** What a post can be about, as far as a digest tells posts apart. One word each. */
export const digestTopics = [
  "hive",
  "markets",
  "technology",
  "nature",
  "food",
  "travel",
  "games",
  "art",
  "life",
  "other",
] as const;

/** The most characters of each text; one that is as long may have been cut off by the grammar. */
export const digestItemLengths = { quote: 400, headline: 100, summary: 300, keyPoint: 160 } as const;

/**
 * What a model says of one post that goes into a digest. The quote stands first, so that all else is said with the
 * post's own words in view. Code checks that it stands in the post.
 */
export const digestItemSchema = z.strictObject({
  quote: text(digestItemLengths.quote),
  headline: text(digestItemLengths.headline),
  summary: text(digestItemLengths.summary),
  /** At most three. */
  keyPoints: z.array(text(digestItemLengths.keyPoint)).max(3),
  topic: z.enum(digestTopics),
});
export type DigestItem = z.infer<typeof digestItemSchema>;
