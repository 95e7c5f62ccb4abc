import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listenOn, urlOf } from "./listen.ts";
import { readBody, tooLarge } from "./request-body.ts";
import { openToAll, sendReply, type Reply } from "./reply.ts";

export interface RpcServer {
  /** Such as `http://127.0.0.1:8090`. */
  readonly url: string;
  /** Ends every connection and frees the port, so that new ones are refused until `accept`. */
  refuse(): Promise<void>;
  /** Listens again on the same port. Throws `config_invalid` when somebody else took it meanwhile. */
  accept(): Promise<void>;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}

export interface RpcServerOptions {
  /** What to do with the body of a request. The signal fires when the client has gone. */
  readonly answer: (body: string, signal: AbortSignal) => Promise<Reply>;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Whether clients that take gzip are given it. */
  readonly gzip: boolean;
  /** Milliseconds that a client may take to send its headers, and its whole request. 10 and 30 s by default. */
  readonly patience?: { readonly headersMs: number; readonly requestMs: number };
}

const keepAliveMs = 60_000; // a client that polls must not meet a connection that closes as it asks
const defaultPatience = { headersMs: 10_000, requestMs: 30_000 };

/** Opens JSON-RPC over HTTP. Throws `config_invalid` when the port cannot be had. */
export async function openRpcServer(options: RpcServerOptions): Promise<RpcServer> {
  const { host, patience = defaultPatience } = options;
  const server = createServer(
    {
      keepAliveTimeout: keepAliveMs,
      headersTimeout: patience.headersMs,
      requestTimeout: patience.requestMs,
      connectionsCheckingInterval: Math.min(1000, patience.headersMs),
    },
    (request, response) => void respond(request, response, options),
  );
  const port = await listenOn(server, host, options.port);
  let accepting = true;

  async function refuse(): Promise<void> {
    if (!accepting) return;
    accepting = false;
    const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  }

  return {
    url: urlOf(host, port),
    refuse,
    accept: async () => {
      if (accepting) return;
      await listenOn(server, host, port);
      accepting = true;
    },
    close: refuse,
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { answer, gzip }: RpcServerOptions,
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  try {
    if (request.method === "OPTIONS") {
      answerPreflight(response);
      return;
    }
    const body = await readBody(request);
    if (body === undefined) response.shouldKeepAlive = false;
    const reply = body === undefined ? tooLarge : await answer(body, gone.signal);
    await sendReply(response, reply, gzip && takesGzip(request));
  } catch {
    response.destroy(); // the client went away in the middle
  }
}

function answerPreflight(response: ServerResponse): void {
  const allowed = { "access-control-allow-methods": "GET, HEAD, POST, OPTIONS", "access-control-allow-headers": "*" };
  response.writeHead(204, { ...openToAll, ...allowed, "access-control-max-age": "86400" }).end();
}

function takesGzip({ headers }: IncomingMessage): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(headers["accept-encoding"]?.toString() ?? "");
}
