import { createParser } from "eventsource-parser";
import { z } from "zod";
import { SkepError } from "../shared/errors.ts";

/** What one event of a streamed chat completion brings. */
export interface StreamedPart {
  /** Text of the answer. */
  readonly text: string;
  /** What the model thought, from servers that send it apart. */
  readonly thought: string;
  /** Why the answer ended, once it has: `"stop"`, `"length"` or a word of the server's own. */
  readonly finish: string | undefined;
  readonly usage: { readonly prompt: number; readonly completion: number } | undefined;
}

// llama-server and older vLLM say `reasoning_content`, Ollama and newer vLLM `reasoning`.
const deltaForm = z.object({
  content: z.string().nullish(),
  reasoning_content: z.string().nullish(),
  reasoning: z.string().nullish(),
});

const chunk = z.object({
  choices: z
    .array(
      z.object({
        delta: deltaForm.nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .default([]),
  usage: z.object({ prompt_tokens: z.int(), completion_tokens: z.int() }).nullish(),
  error: z.unknown().optional(),
});

/**
 * Reads a chat completion as servers of the OpenAI API stream it: server-sent events, the last of them `[DONE]`. Calls
 * `tell` for each. Throws `model_unavailable` where the stream reports an error, is not of that form, or ends early.
 */
export async function readChatStream(
  body: AsyncIterable<Uint8Array>,
  tell: (part: StreamedPart) => void,
): Promise<void> {
  let ended = false;
  let finished = false;
  const parser = createParser({
    onEvent: ({ data }) => {
      if (data === "[DONE]") return void (ended = true);
      const part = partOf(data);
      finished ||= part.finish !== undefined;
      tell(part);
    },
  });
  const decoder = new TextDecoder();
  for await (const bytes of body) {
    parser.feed(decoder.decode(bytes, { stream: true }));
    if (ended) return;
  }
  if (finished) return; // some servers end with the last event and never say [DONE]
  throw new SkepError("model_unavailable", "the model server closed the connection before its answer was complete");
}

function partOf(data: string): StreamedPart {
  const parsed = chunk.safeParse(jsonOf(data));
  if (!parsed.success) throw notOurs(data);
  const { choices, usage, error } = parsed.data;
  if (error !== undefined && error !== null) {
    throw new SkepError("model_unavailable", `the model server failed: ${JSON.stringify(error).slice(0, 300)}`);
  }
  return {
    ...saidIn(choices[0]?.delta ?? {}),
    finish: choices[0]?.finish_reason ?? undefined,
    usage: usage ? { prompt: usage.prompt_tokens, completion: usage.completion_tokens } : undefined,
  };
}

function saidIn(delta: z.infer<typeof deltaForm>): Pick<StreamedPart, "text" | "thought"> {
  return { text: delta.content ?? "", thought: delta.reasoning_content ?? delta.reasoning ?? "" };
}

function jsonOf(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch (cause) {
    throw notOurs(data, cause);
  }
}

function notOurs(data: string, cause?: unknown): SkepError {
  return new SkepError("model_unavailable", `the model server streams no chat completion: ${data.slice(0, 200)}`, {
    cause,
  });
}
