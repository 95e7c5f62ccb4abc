import { Agent, request } from "node:http";
import { parentPort, Worker, workerData } from "node:worker_threads";

/** Requests to send, over so many connections at a time. */
export interface Load {
  readonly url: string;
  readonly bodies: readonly string[];
  readonly connections: number;
}

export interface LoadResult {
  /** From the first request to the last answer. */
  readonly seconds: number;
  /** Of all answers together, without their headers. */
  readonly bytes: number;
  /** Milliseconds that each request took, in their order. */
  readonly latencies: readonly number[];
}

/**
 * Sends the load from a thread of its own, so that the server has the core of this one to itself. Throws when a request
 * fails or is answered with an error.
 */
export async function putLoad(load: Load): Promise<LoadResult> {
  const worker = new Worker(new URL(import.meta.url), { workerData: load });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

async function send({ url, bodies, connections }: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies = bodies.map(() => 0);
  let [next, bytes] = [0, 0];
  const begin = performance.now();
  async function lane(): Promise<void> {
    for (let index = next++; index < bodies.length; index = next++) {
      const start = performance.now();
      const size = await post(url, bodies[index] ?? "", agent);
      bytes += size; // not in one line: `+=` reads before it waits
      latencies[index] = performance.now() - start;
    }
  }
  await Promise.all(Array.from({ length: connections }, lane));
  const seconds = (performance.now() - begin) / 1000;
  agent.destroy();
  return { seconds, bytes, latencies };
}

function post(url: string, body: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const call = request(url, { method: "POST", agent, headers }, (response) => {
      let [bytes, start] = [0, ""];
      response.on("data", (chunk: Buffer) => {
        if (bytes === 0) start = chunk.toString("latin1", 0, 300);
        bytes += chunk.length;
      });
      response.on("end", () => {
        if (start.includes('"error"')) reject(new Error(start));
        else resolve(bytes);
      });
      response.on("error", reject);
    });
    call.on("error", reject);
    call.end(body);
  });
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
if (parentPort && workerData !== null) parentPort.postMessage(await send(workerData as Load));
