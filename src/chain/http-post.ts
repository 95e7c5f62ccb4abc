import * as http from "node:http";
import * as https from "node:https";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { createBodyPool } from "./body-pool.ts";
import { childAbort } from "./child-abort.ts";

/** What came back over HTTP, or why nothing did. */
export type HttpAnswer =
  | { readonly status: number; readonly body: Buffer; readonly retryAfter: string | null }
  | { readonly failure: string };

export interface HttpPost {
  /** http or https. */
  readonly url: string;
  readonly json: string;
  /** Over connecting, sending and receiving. */
  readonly timeoutMs: number;
  /** Until the answer begins. Default: as long as all of it. */
  readonly silenceMs?: number;
  /** Called when the answer begins. */
  readonly onBegin?: () => void;
  /** More bytes than this are not read, packed or unpacked. */
  readonly maxBytes: number;
  /** Whether the answer may come gzipped: cheaper for the line, dearer for both ends. */
  readonly gzip: boolean;
  /** Makes the post throw its reason. */
  readonly signal: AbortSignal;
}

const failures: Readonly<Record<string, string>> = {
  ECONNREFUSED: "refused the connection",
  ECONNRESET: "cut the connection",
  EPIPE: "cut the connection",
  ENOTFOUND: "is not a known host",
  EAI_AGAIN: "could not be looked up",
  ETIMEDOUT: "could not be connected to in time",
};

const transports: Readonly<Record<string, { readonly send: typeof http.request; readonly agent: http.Agent }>> = {
  "http:": { send: http.request, agent: new http.Agent({ keepAlive: true }) },
  "https:": { send: https.request, agent: new https.Agent({ keepAlive: true }) },
};
const bodies = createBodyPool();
const unpack = promisify(gunzip);

/**
 * Posts JSON and hands the whole answer to `read`, whose result it returns. The bytes of the answer are valid only until
 * `read` returns: they are used again. Redirects are not followed. Whatever goes wrong on the way is a value in words; only
 * the caller's own signal, and `read`, make it throw.
 */
export async function postJson<Result>(post: HttpPost, read: (answer: HttpAnswer) => Result): Promise<Result> {
  const answer = await exchangeInTime(post);
  try {
    return read(answer);
  } finally {
    if ("body" in answer) bodies.giveBack(answer.body);
  }
}

async function exchangeInTime(post: HttpPost): Promise<HttpAnswer> {
  const { timeoutMs, silenceMs = timeoutMs, maxBytes, signal } = post;
  signal.throwIfAborted();
  const stop = childAbort(signal);
  let waitedMs = timeoutMs;
  const timer = setTimeout(() => stop.abort(), timeoutMs);
  const silence = setTimeout(() => {
    waitedMs = Math.min(silenceMs, timeoutMs);
    stop.abort();
  }, silenceMs);
  try {
    return await exchange(post, stop.signal, () => {
      clearTimeout(silence);
      post.onBegin?.();
    });
  } catch (error) {
    signal.throwIfAborted();
    if (stop.signal.aborted) return { failure: `gave no answer within ${waitedMs} ms` };
    return { failure: isTooLarge(error) ? `answered more than ${maxBytes} bytes` : inWords(error) };
  } finally {
    clearTimeout(timer);
    clearTimeout(silence);
    stop.release();
  }
}

async function exchange(
  { url, json, maxBytes, gzip }: HttpPost,
  signal: AbortSignal,
  onBegin: () => void,
): Promise<HttpAnswer> {
  const transport = transports[new URL(url).protocol];
  if (!transport) throw new TypeError(`expected an http or https address, got ${url}`);
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(json),
    accept: "application/json",
    "accept-encoding": gzip ? "gzip" : "identity",
    "user-agent": "skep",
  };
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const options = { method: "POST", headers, signal, agent: transport.agent };
    transport.send(url, options, resolve).on("error", reject).end(json);
  });
  onBegin();
  const packed = await readBody(response, maxBytes);
  const retryAfter = response.headers["retry-after"] ?? null;
  const status = response.statusCode ?? 0;
  if (response.headers["content-encoding"] !== "gzip") return { status, body: packed, retryAfter };
  try {
    return { status, body: await unpack(packed, { maxOutputLength: maxBytes }), retryAfter };
  } finally {
    bodies.giveBack(packed);
  }
}

async function readBody(response: http.IncomingMessage, maxBytes: number): Promise<Buffer> {
  const announced = Number(response.headers["content-length"] ?? 0);
  if (announced > maxBytes) response.destroy(tooLarge());
  let body = bodies.take(Math.min(Math.max(announced, 16_384), maxBytes));
  let size = 0;
  await new Promise<void>((resolve, reject) => {
    response.on("data", (chunk: Buffer) => {
      if (size + chunk.length > maxBytes) return response.destroy(tooLarge());
      if (size + chunk.length > body.length) body = grown(body, size, Math.min(2 * (size + chunk.length), maxBytes));
      size += chunk.copy(body, size);
      return undefined;
    });
    response.on("end", resolve).on("error", reject);
  }).catch((error: unknown) => {
    bodies.giveBack(body);
    throw error;
  });
  return body.subarray(0, size);
}

function grown(body: Buffer, size: number, capacity: number): Buffer {
  const larger = bodies.take(capacity);
  body.copy(larger, 0, 0, size);
  bodies.giveBack(body);
  return larger;
}

function tooLarge(): Error {
  return Object.assign(new RangeError("too large"), { code: "ERR_BUFFER_TOO_LARGE" }); // as zlib says it
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
}

function inWords(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return failures[code] ?? `failed: ${error instanceof Error ? error.message || code : String(error)}`;
}
