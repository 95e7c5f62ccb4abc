import { z } from "zod";

/** What Skep reads from a post's `json_metadata`. Everything else in it is dropped. */
export interface Metadata {
  /** Such as `"leothreads/0.3"`; empty when it is absent or no text. */
  readonly app: string;
  readonly tags: readonly string[];
  /** Whether the post says that AI tools were used (PeakD's `ai_tools`). */
  readonly aiTools: boolean;
  /** Whether it only shows somebody's post again, as PeakD and Ecency mark it. */
  readonly isCrossPost: boolean;
  /** Where its author says that it is to be read, as they wrote it; empty when they do not say. */
  readonly canonicalUrl: string;
}

const none: Metadata = { app: "", tags: [], aiTools: false, isCrossPost: false, canonicalUrl: "" };

const shape = z.looseObject({
  app: z.string().catch(""),
  tags: z
    .union([
      z.array(z.unknown()).transform((tags) => tags.filter((tag) => typeof tag === "string")),
      z.string().transform((tags) => tags.split(/[\s,]+/).filter(Boolean)),
    ])
    .catch([]),
  ai_tools: z.unknown().optional(),
  original_author: z.unknown().optional(),
  canonical_url: z.string().catch(""),
});

/** Reads `json_metadata` in any state in which it stands on chain. Never throws: what is broken reads as absent. */
export function parseMetadata(raw: unknown): Metadata {
  const value = typeof raw === "string" ? parseJson(raw) : raw;
  const result = shape.safeParse(value);
  if (!result.success) return none;
  const { app, tags, ai_tools: aiTools, original_author: original, canonical_url: canonicalUrl } = result.data;
  const isCrossPost = tags.includes("cross-post") || (typeof original === "string" && original !== "");
  const saysAi = aiTools !== undefined && aiTools !== null && aiTools !== false;
  return { app, tags, aiTools: saysAi, isCrossPost, canonicalUrl };
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
