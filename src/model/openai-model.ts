import type { Log } from "../shared/log.ts";
import { messageOf, SkepError } from "../shared/errors.ts";
import type { Completion, CompletionRequest, LanguageModel } from "./language-model.ts";
import { createEndpoints, EndpointFailure } from "./openai-endpoints.ts";
import { openAiHttp, type OpenAiHttp } from "./openai-http.ts";
import { chatRequest } from "./openai-request.ts";
import type { OpenAiSettings } from "./openai-settings.ts";
import { readChatStream, type StreamedPart } from "./openai-stream.ts";
import { openAiTokenCounter } from "./openai-token-counter.ts";
import { thoughtSplitter } from "./thought-splitter.ts";
import { requireWholeJson } from "./whole-json.ts";

/** What asking servers takes besides the settings. */
export interface OpenAiOptions {
  readonly log: Log;
  /** How long a server may take to list its models, in milliseconds. Default: 10,000. */
  readonly listLimit?: number;
}

/** Used where neither the operator nor the server says how much fits. */
const usualContextSize = 4096;

/**
 * A model that another program runs: llama-server, vLLM, Ollama or whatever else serves the OpenAI API. Asks the
 * servers once which of them has the model. Throws `model_unavailable` with what to do when none has.
 *
 * Turns run side by side, as many as are asked for: the servers batch them. A server that fails before its first word
 * hands the turn to the next one; one that fails later loses it, as an engine of our own that dies does.
 */
export async function openOpenAiModel(
  settings: OpenAiSettings,
  { log, listLimit = 10_000 }: OpenAiOptions,
  signal: AbortSignal = new AbortController().signal,
): Promise<LanguageModel> {
  const { name, model, urls, apiKey } = settings;
  const http = openAiHttp(apiKey);
  const endpoints = createEndpoints(urls);
  const listed = await endpoints.attempt((url) => http.findModel(url, model, listLimit, signal));
  const contextSize = settings.contextSize ?? listed.contextSize ?? usualContextSize;
  const identity = { name, title: model, backend: `server ${urls.map((url) => new URL(url).host).join(", ")}` };
  log.info({ ...identity, contextSize }, "model server found");
  return {
    identity,
    contextSize,
    parallel: settings.parallel ?? urls.length,
    complete: (request, turnSignal) => endpoints.attempt((url) => complete({ http, url, model }, request, turnSignal)),
    countTokens: openAiTokenCounter(http, urls, model),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

interface Server {
  readonly http: OpenAiHttp;
  readonly url: string;
  readonly model: string;
}

async function complete(
  { http, url, model }: Server,
  request: CompletionRequest,
  signal: AbortSignal,
): Promise<Completion> {
  const { deadline, maxTokens, onText, schema } = request;
  const limit = AbortSignal.timeout(deadline);
  const started = performance.now();
  const answer = new Answer(onText);
  try {
    const body = await http.post(
      `${url}/chat/completions`,
      chatRequest(model, request),
      AbortSignal.any([signal, limit]),
    );
    await readChatStream(body, (part) => answer.add(part));
    answer.end();
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted) throw late(deadline, error);
    if (error instanceof EndpointFailure || error instanceof SkepError) throw error;
    const because = `${url} broke off: ${messageOf(error)}`;
    throw answer.hasBegun
      ? new SkepError("model_unavailable", because, { cause: error })
      : new EndpointFailure(because, { cause: error });
  }
  if (schema !== undefined) requireWholeJson(answer.text, maxTokens);
  return answer.completion(started);
}

function late(deadline: number, cause: unknown): SkepError {
  return new SkepError("model_unavailable", `the turn took longer than its deadline of ${deadline} ms`, { cause });
}

/** What a stream has brought so far. */
class Answer {
  text = "";
  readonly #onText: ((text: string) => void) | undefined;
  readonly #splitter = thoughtSplitter();
  #thoughts = "";
  #pieces = 0;
  #firstAt: number | undefined;
  #usage: StreamedPart["usage"];

  constructor(onText: ((text: string) => void) | undefined) {
    this.#onText = onText;
  }

  add({ text, thought, usage }: StreamedPart): void {
    this.#usage = usage ?? this.#usage;
    if (text === "" && thought === "") return;
    this.#firstAt ??= performance.now();
    this.#pieces++;
    this.#thoughts += thought;
    this.#say(this.#splitter.add(text));
  }

  /** Nothing comes any more. */
  end(): void {
    this.#say(this.#splitter.end());
  }

  /** Whether anything came: another server can do such a turn only by saying something twice. */
  get hasBegun(): boolean {
    return this.#pieces > 0;
  }

  /** A server that tells no usage sends, as a rule, one token a piece. */
  completion(started: number): Completion {
    const ended = performance.now();
    const thoughts = this.#thoughts + this.#splitter.thoughts;
    return {
      text: this.text,
      ...(thoughts === "" ? {} : { thoughts }),
      promptTokens: this.#usage?.prompt ?? 0,
      completionTokens: this.#usage?.completion ?? this.#pieces,
      firstTokenMilliseconds: Math.round((this.#firstAt ?? ended) - started),
      milliseconds: Math.round(ended - started),
    };
  }

  #say(text: string): void {
    if (text === "") return;
    this.text += text;
    this.#onText?.(text);
  }
}
