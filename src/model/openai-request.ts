import type { CompletionRequest } from "./language-model.ts";
import { plainMarks } from "./plain-marks.ts";

/** The body of `POST /chat/completions` for a turn. What people wrote is no control mark in it. */
export function chatRequest(model: string, request: CompletionRequest): object {
  const { system, user, schema, maxTokens, temperature, seed } = request;
  return {
    model,
    messages: [
      ...(system === "" ? [] : [{ role: "system", content: plainMarks(system) }]),
      { role: "user", content: plainMarks(user) },
    ],
    max_tokens: maxTokens,
    temperature,
    seed,
    stream: true,
    stream_options: { include_usage: true },
    ...(schema === undefined
      ? {}
      : { response_format: { type: "json_schema", json_schema: { name: "answer", strict: true, schema } } }),
  };
}
