import type { DigestItem } from "../../src/decision/digest-item.ts";

/** What a model may say of a post for a digest, with a summary made of the quote where a test wants no other. */
export function digestItem(item: Pick<DigestItem, "quote" | "headline"> & Partial<DigestItem>): string {
  const { quote, headline, summary = quote, keyPoints = [], topic = "other" } = item;
  return JSON.stringify({ quote, headline, summary, keyPoints, topic });
}
