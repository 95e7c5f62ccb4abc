import { z } from "zod";
import { patternFault } from "../knowledge/file-pattern.ts";
import type { KnowledgeSource } from "../knowledge/source.ts";
import { accountName } from "../trigger/chain-names.ts";

const complaint = 'must be a path such as "knowledge/*.md", or posts as in { author: sage.owner, tags: [guide] }';

const posts = z.strictObject({
  author: accountName().describe("Whose root posts on Hive are known; edits and deletions are followed."),
  tags: z
    .array(z.string().regex(/^[a-z0-9-]{1,64}$/, "must be a tag or community in small letters, without #"))
    .default([])
    .describe("Only posts with one of these tags, or in one of these communities. Default: all."),
});

const source = z
  .union([z.string().min(1), posts], complaint)
  .superRefine((value, context) => {
    const message = typeof value === "string" ? patternFault(value) : undefined;
    if (message !== undefined) context.addIssue({ code: "custom", message });
  })
  .transform((value): KnowledgeSource => (typeof value === "string" ? { files: value } : value));

/** The schema of `knowledge`: what the agent is to know. */
export const knowledgeFile = z
  .array(source)
  .max(50)
  .default([])
  .describe(
    "What it knows: paths of Markdown, text, HTML or PDF files within the project (* is any name, ** any folders), or somebody's posts.",
  );
