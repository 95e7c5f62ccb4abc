import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { onTestFinished } from "vitest";

/** A node that mostly fails, and says in its failures all that it was sent. */
export interface FaultyNode {
  readonly url: string;
  /** How often it failed so far. */
  readonly faults: number;
  /** From now on every other answer is a failure. */
  begin(): void;
}

type Fault = (body: string, response: ServerResponse) => void;

const echoes: readonly Fault[] = [
  (body, response) => response.writeHead(500).end(`internal error: ${body}`),
  (body, response) => response.writeHead(200).end(`<html>${body}</html>`),
  (body, response) => {
    const error = { code: -32_000, message: `Assert Exception: ${body.slice(0, 2_000)}`, data: { stack: [body] } };
    response.writeHead(200).end(JSON.stringify({ jsonrpc: "2.0", id: 1, error }));
  },
  (body, response) => response.writeHead(429, { "retry-after": "0" }).end(body),
  (body, response) => response.writeHead(200).end(body.slice(0, body.length / 2)),
  (_, response) => response.destroy(),
];

/** Stands before a real node on loopback. */
export async function openFaultyNode(behind: string): Promise<FaultyNode> {
  let faults = 0;
  let calls = 0;
  let hasBegun = false;
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    calls += 1;
    if (hasBegun && calls % 2 === 0) return echoes[faults++ % echoes.length]?.(body, response);
    const found = await fetch(behind, { method: "POST", body });
    response.writeHead(found.status, { "content-type": "application/json" }).end(await found.text());
  }
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    get faults() {
      return faults;
    },
    begin: () => void (hasBegun = true),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}
