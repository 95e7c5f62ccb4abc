import { z } from "zod";
import { SkepError } from "../shared/errors.ts";
import { reasonOfFetch } from "./fetch-failure.ts";
import { EndpointFailure } from "./openai-endpoints.ts";

/** What is asked of a server of the OpenAI API. Addresses come with each call: several servers may share this. */
export interface OpenAiHttp {
  /**
   * Posts JSON and gives the answer's body as it comes. Throws an {@link EndpointFailure} where another server may do
   * better (unreachable, too busy, broken), `config_invalid` where the server refuses the request as it is,
   * `model_unavailable` where it refuses the key, and the signal's reason.
   */
  post(url: string, body: object, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  /**
   * Finds the model in the server's list within `limit` milliseconds, with its context size where the server tells it.
   * Throws as {@link post} does.
   */
  findModel(
    url: string,
    model: string,
    limit: number,
    signal: AbortSignal,
  ): Promise<{ readonly contextSize: number | undefined }>;
}

const modelList = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      /** vLLM's word. */
      max_model_len: z.int().positive().nullish(),
      /** llama-server's. */
      meta: z.object({ n_ctx: z.int().positive().nullish() }).nullish(),
    }),
  ),
});

const longestError = 64 * 1024;

export function openAiHttp(apiKey: string | undefined): OpenAiHttp {
  async function request(url: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("accept", "application/json, text/event-stream");
    if (apiKey !== undefined) headers.set("authorization", `Bearer ${apiKey}`);
    let response: Response;
    try {
      response = await fetch(url, { ...init, headers, signal, redirect: "error" }); // a redirect would carry the key elsewhere
    } catch (cause) {
      signal.throwIfAborted();
      throw new EndpointFailure(`cannot be reached (${reasonOfFetch(cause)})`, { cause });
    }
    if (!response.ok) throw refusal(url, response, await shortText(response));
    return response;
  }

  async function getJson(url: string, signal: AbortSignal): Promise<unknown> {
    const response = await request(url, {}, signal);
    return await response.json().catch(() => signal.throwIfAborted()); // what is no JSON is no list
  }

  return {
    post: async (url, body, signal) => {
      const headers = { "content-type": "application/json" };
      const response = await request(url, { method: "POST", headers, body: JSON.stringify(body) }, signal);
      if (response.body === null) throw new EndpointFailure("it answered without a body");
      return response.body;
    },
    findModel: async (url, model, limit, signal) => {
      const list = modelList.safeParse(await within(limit, signal, (either) => getJson(`${url}/models`, either)));
      if (!list.success)
        throw new EndpointFailure(`${url}/models is no list of models: is this the address up to /v1?`);
      const found = list.data.data.find(({ id }) => id === model);
      if (found) return { contextSize: found.max_model_len ?? found.meta?.n_ctx ?? undefined };
      const known = list.data.data.map(({ id }) => id).join(", ");
      throw new EndpointFailure(`it has no model "${model}" (it has: ${known || "none"})`);
    },
  };
}

/** A server that is too slow has failed, which only the caller's own signal may not look like. */
async function within<T>(limit: number, signal: AbortSignal, attempt: (either: AbortSignal) => Promise<T>): Promise<T> {
  const timeout = AbortSignal.timeout(limit);
  try {
    return await attempt(AbortSignal.any([signal, timeout]));
  } catch (error) {
    signal.throwIfAborted();
    if (timeout.aborted) throw new EndpointFailure(`it did not answer within ${limit / 1000} s`, { cause: error });
    throw error;
  }
}

function refusal(url: string, { status, headers }: Response, text: string): Error {
  if (status === 401 || status === 403) {
    return new SkepError(
      "model_unavailable",
      `${url} refuses the key (${status}): set the variable that apiKeyEnv names`,
    );
  }
  const said = text === "" ? `it answered ${status}` : `it answered ${status}: ${text}`;
  if (status === 408 || status === 404 || status === 429 || status >= 500) {
    const seconds = Number(headers.get("retry-after") ?? Number.NaN);
    return new EndpointFailure(said, {
      isMissing: status === 404,
      ...(Number.isFinite(seconds) ? { restMilliseconds: seconds * 1000 } : {}),
    });
  }
  return new SkepError("config_invalid", `the model server ${url} does not take this request: ${said}`);
}

async function shortText(response: Response): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  try {
    for await (const bytes of response.body ?? []) {
      text += decoder.decode(bytes, { stream: true });
      if (text.length > longestError) break;
    }
  } catch {
    // The status says enough.
  }
  return text.replaceAll(/\s+/g, " ").trim().slice(0, 300);
}
