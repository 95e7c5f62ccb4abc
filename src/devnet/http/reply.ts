import type { ServerResponse } from "node:http";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import type { Piece } from "./raw-json.ts";

/** What a client gets to see of its request. */
export type Reply =
  | {
      readonly kind: "answer";
      readonly status: number;
      /** Beyond those that every answer has. JSON unless it names another `content-type`. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: readonly Piece[];
    }
  /** Half of the body that the headers promise; then the connection is cut. */
  | { readonly kind: "truncated"; readonly body: readonly Piece[] }
  /** The connection is cut without a byte. */
  | { readonly kind: "cut" }
  /** The connection stays open and nothing comes. */
  | { readonly kind: "hang" };

/** For pages in a browser, on every answer. */
export const openToAll = { "access-control-allow-origin": "*" };

const leastToZip = 1024;
const leastToSpare = 4096; // below that a copy is cheaper than a write of its own
const zip = promisify(gzip);

/** A JSON answer. */
export function jsonReply(body: readonly Piece[], status = 200): Reply {
  return { kind: "answer", status, headers: {}, body };
}

/** Sends it. `isZipped` is for clients that take gzip; answers that are short are sent as they are. */
export async function sendReply(response: ServerResponse, reply: Reply, isZipped: boolean): Promise<void> {
  if (reply.kind === "hang") return;
  if (reply.kind === "cut") {
    response.destroy();
    return;
  }
  const plain = chunksOf(reply.body);
  if (reply.kind === "truncated") {
    const whole = Buffer.concat(plain);
    response.writeHead(200, headersFor(plain));
    response.write(whole.subarray(0, Math.floor(whole.length / 2)), () => response.destroy());
    return;
  }
  const isWorthIt = isZipped && sizeOf(plain) >= leastToZip;
  const chunks = isWorthIt ? [await zip(Buffer.concat(plain), { level: constants.Z_BEST_SPEED })] : plain;
  const encoding = isWorthIt ? { "content-encoding": "gzip", vary: "accept-encoding" } : {};
  response.writeHead(reply.status, { ...headersFor(chunks), ...encoding, ...reply.headers });
  response.cork();
  for (const chunk of chunks) response.write(chunk);
  response.end();
}

function headersFor(chunks: readonly Uint8Array[]): Record<string, string | number> {
  return { "content-type": "application/json", "content-length": sizeOf(chunks), ...openToAll };
}

function sizeOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((size, { length }) => size + length, 0);
}

/** The pieces as bytes. Small ones are put together; large ones, such as blocks, go out from where they lie. */
function chunksOf(pieces: readonly Piece[]): readonly Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let small: Uint8Array[] = [];
  const putTogether = (): void => {
    if (small.length > 0) chunks.push(Buffer.concat(small));
    small = [];
  };
  for (const piece of pieces) {
    const bytes = typeof piece === "string" ? Buffer.from(piece) : piece;
    if (bytes.length < leastToSpare) small.push(bytes);
    else {
      putTogether();
      chunks.push(bytes);
    }
  }
  putTogether();
  return chunks;
}
