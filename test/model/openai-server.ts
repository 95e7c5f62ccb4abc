import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a test server was asked. */
export interface OpenAiCall {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface OpenAiServer extends AsyncDisposable {
  /** Up to and with `/v1`. */
  readonly url: string;
  readonly calls: readonly OpenAiCall[];
}

/** Answers one request; what it does not answer gets 404. */
export type Answering = (call: OpenAiCall, response: ServerResponse) => void | Promise<void>;

/** An HTTP server on loopback that stands for a server of the OpenAI API; what it says follows the published API. */
export async function openAiServer(answering: Answering): Promise<OpenAiServer> {
  const calls: OpenAiCall[] = [];
  const server = createServer((request, response) => void serve(request, response));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString("utf8");
    const body = text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
    const call = { path: request.url ?? "", authorization: request.headers.authorization, body };
    calls.push(call);
    await answering(call, response);
    if (!response.headersSent) response.writeHead(404).end();
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    calls,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

/** Streams these pieces of text as chat completion chunks, then the usage, as the API describes it. */
export function sendChat(
  response: ServerResponse,
  pieces: readonly string[],
  { finish = "stop", prompt = 7 }: { readonly finish?: string; readonly prompt?: number } = {},
): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const event = (value: object): void => void response.write(`data: ${JSON.stringify(value)}\n\n`);
  const chunk = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1, model: "tiny" };
  event({ ...chunk, choices: [{ index: 0, delta: { role: "assistant", content: null }, finish_reason: null }] });
  for (const content of pieces) event({ ...chunk, choices: [{ index: 0, delta: { content }, finish_reason: null }] });
  event({ ...chunk, choices: [{ index: 0, delta: {}, finish_reason: finish }] });
  const usage = { prompt_tokens: prompt, completion_tokens: pieces.length, total_tokens: prompt + pieces.length };
  event({ ...chunk, choices: [], usage });
  response.end("data: [DONE]\n\n");
}
