import type { CompletionRequest } from "./language-model.ts";

/** The body of `POST /chat/completions` for a turn. */
export function chatRequest(model: string, request: CompletionRequest): object {
  const { system, user, schema, maxTokens, temperature, seed } = request;
  return {
    model,
    messages: [...(system === "" ? [] : [{ role: "system", content: system }]), { role: "user", content: user }],
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
