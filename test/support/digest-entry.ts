import type { DigestEntry } from "../../src/action/digest-entry.ts";

/** A cited post, with what a test does not care about filled in. */
export function digestEntry(fields: Partial<DigestEntry> = {}): DigestEntry {
  return {
    author: "carla",
    permlink: "buying-small",
    createdAt: new Date("2026-11-21T09:00:00Z"),
    readingMinutes: 2,
    canonicalUrl: undefined,
    bodyHash: "0".repeat(64),
    headline: "Small steps",
    quote: "In short, small.",
    summary: "",
    keyPoints: [],
    topic: "markets",
    ...fields,
  };
}
