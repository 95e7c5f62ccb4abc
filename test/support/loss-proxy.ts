import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to a broadcast on its way through. */
export type Fate =
  | "passes"
  /** The node takes it, and its answer is lost. */
  | "answer-lost"
  /** It is answered as taken and never reaches the node, once. */
  | "dropped"
  /** The same, however often these very bytes are sent: they expire. */
  | "doomed";

export interface LossProxy extends AsyncDisposable {
  readonly url: string;
  /** How many broadcasts met each fate. */
  readonly met: Readonly<Record<Fate, number>>;
}

/** Stands before a node over real HTTP and lets broadcasts meet the fate that `choose` says; the rest passes as it is. */
export async function startLossProxy(node: string, choose: () => Fate): Promise<LossProxy> {
  const met: Record<Fate, number> = { passes: 0, "answer-lost": 0, dropped: 0, doomed: 0 };
  const doomed = new Set<string>();
  function fateOf(body: string): Fate {
    const request = JSON.parse(body) as { method: string; params: { signatures: string[] }[] };
    if (!request.method.endsWith(".broadcast_transaction")) return "passes";
    const signature = request.params[0]?.signatures[0] ?? "";
    const fate = doomed.has(signature) ? "doomed" : choose();
    if (fate === "doomed") doomed.add(signature);
    met[fate] += 1;
    return fate;
  }
  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await readBody(incoming);
    const fate = fateOf(body);
    if (fate === "dropped" || fate === "doomed") {
      const { id } = JSON.parse(body) as { id: number };
      outgoing.writeHead(200, { "content-type": "application/json" });
      outgoing.end(JSON.stringify({ jsonrpc: "2.0", id, result: {} }));
      return;
    }
    const answer = await (await fetch(node, { method: "POST", body })).text();
    if (fate === "answer-lost") outgoing.socket?.destroy();
    else outgoing.writeHead(200, { "content-type": "application/json" }).end(answer);
  }
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.socket?.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    met,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
