import { createHash } from "node:crypto";
import type { Agent } from "../agent/agent.ts";
import type { Section } from "../context/section.ts";
import { parseOutput } from "../decision/decision.ts";
import { digestItemSchema, type DigestItem } from "../decision/digest-item.ts";
import { grammarSchema } from "../decision/grammar-schema.ts";
import type { LanguageModel } from "../model/language-model.ts";
import { SkepError } from "../shared/errors.ts";
import { nameOf } from "./ask-model.ts";

/** What an earlier run had of the model about the same text: an answer, or that no answer of it would do. */
export interface KnownReading {
  readonly item: DigestItem | undefined;
  readonly output: string;
}

/** Names a piece of a post together with all that an answer about it depends on: instruction, schema, model and how it is asked. */
export function readingKey(section: Section, system: string, { model: how }: Agent, model: LanguageModel): string {
  const asked = [
    section.label,
    section.text,
    system,
    grammarSchema(digestItemSchema),
    nameOf(model),
    model.identity.name,
    how,
  ];
  return createHash("sha256").update(JSON.stringify(asked)).digest("hex");
}

/** Reads a kept answer; `undefined` where it does not pass the checks of today. */
export function reviveReading(
  output: string,
  fault: (item: DigestItem) => string | undefined,
): KnownReading | undefined {
  if (output === "") return { item: undefined, output };
  try {
    const item = parseOutput(output, digestItemSchema);
    return fault(item) === undefined ? { item, output } : undefined;
  } catch (error) {
    if (error instanceof SkepError && error.code === "model_output_invalid") return undefined;
    throw error;
  }
}
