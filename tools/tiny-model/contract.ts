import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { renderSections, type Section } from "../../src/context/section.ts";
import { factSection, knowledgeSection } from "../../src/context/sections.ts";
import { decisionSchema } from "../../src/decision/decision.ts";
import { digestItemSchema } from "../../src/decision/digest-item.ts";
import { grammarSchema } from "../../src/decision/grammar-schema.ts";
import { jobs, type Job } from "./example.ts";

/** What each job's output must look like. */
export const schemas: Readonly<Record<Job, z.ZodType>> = {
  sage: decisionSchema(["reply"], { remembers: true }),
  curator: decisionSchema(["upvote"]),
  "digest-item": digestItemSchema,
  "inleo-digest": decisionSchema(["post"]),
};

/** A prompt file's text without its front matter, as Skep reads it. `root` is the repository's folder. */
export function promptBody(root: string, job: Job): string {
  const file = readFileSync(join(root, "prompts", `${job}.md`), "utf8");
  return file.replace(/^---\n[\s\S]*?\n---\n/, "").trim();
}

/** The system message of a job for the agent that posts as `account`. */
export function systemMessage(body: string, account: string): string {
  return body.replaceAll("{{account}}", account);
}

/** All that stands before the user's message, in ChatML, after the mark that node-llama-cpp begins every text with. */
export function chatPrefix(system: string): string {
  return `<|endoftext|><|im_start|>system\n${system}<|im_end|>\n<|im_start|>user\n`;
}

/** The user's message and all that stands before the answer. */
export function chatPrompt(sections: readonly Section[]): string {
  return `${renderSections(sections)}<|im_end|>\n<|im_start|>assistant\n`;
}

/** The answer and its end. */
export function chatAnswer(output: object): string {
  return `${JSON.stringify(output)}<|im_end|>`;
}

const sample: readonly Section[] = [
  { label: "post by @bee", text: "A title\n\nFirst line.\r\nSecond “line” — \u200bwith | a bar.\n\n  \nLast 🐝" },
  factSection({ person: "asker", fact: "I keep bees." }),
  knowledgeSection({ source: "faq.md", heading: "A heading", text: "A text." }),
  { label: "question by @asker", text: "@sage what?" },
];

/**
 * The SHA-256 of all that the small model was made for: the four prompts, the schemas of their answers, and how sections
 * are rendered. Where it differs from the one beside the model, the model has to be trained again.
 */
export function contractHash(root: string): string {
  const parts = jobs.map((job) => [job, promptBody(root, job), grammarSchema(schemas[job])]);
  return createHash("sha256")
    .update(JSON.stringify([parts, renderSections(sample)]))
    .digest("hex");
}
