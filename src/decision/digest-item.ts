import { z } from "zod";
import { text } from "./text.ts";

/** What a model says of one post that goes into a digest. Code checks that the quote stands in the post. */
export const digestItemSchema = z.strictObject({ headline: text(100), quote: text(400) });
export type DigestItem = z.infer<typeof digestItemSchema>;
