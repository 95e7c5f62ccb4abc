import type { IncomingMessage } from "node:http";
import { jsonReply, type Reply } from "./reply.ts";

const maxBodyBytes = 1024 * 1024;
const patienceBytes = 8 * maxBodyBytes; // read and thrown away, so that a client that sends too much hears why

/**
 * The body as text, or `undefined` when it is over 1 MiB. Throws when the client goes away, and when it goes on sending
 * far beyond the limit.
 */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBodyBytes) chunks.push(chunk);
    if (size > patienceBytes) throw new Error("the client sends without end");
  }
  return size > maxBodyBytes ? undefined : Buffer.concat(chunks).toString("utf8");
}

/** What is said to a body over the limit. */
export const tooLarge: Reply = jsonReply(
  [
    JSON.stringify({
      jsonrpc: "2.0",
      error: { code: -32600, message: `Request body too large, maximum allowed is ${maxBodyBytes} bytes.` },
      id: null,
    }),
  ],
  413,
);
