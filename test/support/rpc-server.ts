import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a fake node does with one request. */
export type Reply =
  | { readonly result: unknown }
  | { readonly error: unknown; readonly status?: number }
  /** Anything over HTTP. */
  | { readonly status: number; readonly body: string; readonly headers?: Record<string, string> }
  /** Never answers. */
  | "hang"
  /** Cuts the connection. */
  | "cut"
  /** A right result with the id of another request. */
  | { readonly wrongId: unknown };

export interface RpcRequest {
  readonly method: string;
  readonly params: unknown;
  readonly id: number;
}

export interface RpcServer extends AsyncDisposable {
  readonly url: string;
  /** Every request so far, in order. */
  readonly requests: readonly RpcRequest[];
}

/** A JSON-RPC node over real HTTP on loopback that does what the test says. Dispose it to close it. */
export async function startRpcServer(reply: (request: RpcRequest, index: number) => Reply): Promise<RpcServer> {
  const requests: RpcRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    void serve(incoming, outgoing);
  });
  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = JSON.parse(await readBody(incoming)) as RpcRequest;
    requests.push(request);
    send(reply(request, requests.length - 1), request, outgoing);
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(reply: Reply, { id }: RpcRequest, outgoing: ServerResponse): void {
  if (reply === "hang") return;
  if (reply === "cut") {
    outgoing.socket?.destroy();
    return;
  }
  if ("body" in reply) {
    outgoing.writeHead(reply.status, reply.headers).end(reply.body);
    return;
  }
  const status = "status" in reply ? reply.status : 200;
  outgoing.writeHead(status ?? 200, { "content-type": "application/json" }).end(JSON.stringify(envelope(reply, id)));
}

function envelope(reply: { result: unknown } | { error: unknown } | { wrongId: unknown }, id: number): object {
  if ("wrongId" in reply) return { jsonrpc: "2.0", id: id + 1000, result: reply.wrongId };
  return "error" in reply ? { jsonrpc: "2.0", id, error: reply.error } : { jsonrpc: "2.0", id, result: reply.result };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
