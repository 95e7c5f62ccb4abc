import type { Agent } from "../agent/agent.ts";
import type { Student } from "../knowledge/source.ts";
import type { LanguageModel } from "../model/language-model.ts";

/** An agent as one who learns, with the model that will read what it knows. */
export function studentOf({ name, knowledge }: Agent, model: LanguageModel): Student {
  const { identity, contextSize } = model;
  return {
    agent: name,
    sources: knowledge,
    model: {
      identity: identity.sha256?.slice(0, 16) ?? identity.title,
      contextSize,
      countTokens: (text) => model.countTokens(text),
    },
  };
}
