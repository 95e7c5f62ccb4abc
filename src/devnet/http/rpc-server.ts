import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { messageOf, SkepError } from "../../shared/errors.ts";
import { answerBody, type Apis } from "./json-rpc.ts";

export interface RpcServer {
  /** Such as `http://127.0.0.1:8090`. */
  readonly url: string;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}

const maxBodyBytes = 1024 * 1024;
const keepAliveMs = 60_000; // a client that polls must not meet a connection that closes as it asks

/** Opens JSON-RPC over HTTP. Port 0 takes a free one. Throws `config_invalid` when the port cannot be had. */
export async function openRpcServer(options: {
  readonly apis: Apis;
  readonly host: string;
  readonly port: number;
}): Promise<RpcServer> {
  const { apis, host, port } = options;
  const server = createServer((request, response) => {
    void respond(request, response, apis);
  });
  server.keepAliveTimeout = keepAliveMs;
  await listen(server, host, port);
  const address = server.address();
  const actual = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${actual}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      reject(
        new SkepError("config_invalid", `cannot listen on ${host}:${port}: ${messageOf(error)}`, { cause: error }),
      );
    });
    server.listen(port, host, resolve);
  });
}

async function respond(request: IncomingMessage, response: ServerResponse, apis: Apis): Promise<void> {
  try {
    const body = await readBody(request);
    const isTooLarge = body === undefined;
    const answer = isTooLarge ? tooLarge : await answerBody(body, apis);
    if (isTooLarge) response.shouldKeepAlive = false;
    response.writeHead(isTooLarge ? 413 : 200, {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(answer),
      "access-control-allow-origin": "*",
    });
    response.end(answer);
  } catch {
    response.destroy(); // the client went away in the middle
  }
}

const tooLarge = JSON.stringify({
  jsonrpc: "2.0",
  error: { code: -32600, message: `Request body too large, maximum allowed is ${maxBodyBytes} bytes.` },
  id: null,
});

/** The body as text, or `undefined` when it is over the limit. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBodyBytes) chunks.push(chunk);
  }
  return size > maxBodyBytes ? undefined : Buffer.concat(chunks).toString("utf8");
}
