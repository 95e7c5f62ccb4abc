import { childAbort } from "./child-abort.ts";

/** What came back over HTTP, or why nothing did. */
export type HttpAnswer =
  | { readonly status: number; readonly text: string; readonly retryAfter: string | null }
  | { readonly failure: string };

export interface HttpPost {
  readonly url: string;
  readonly json: string;
  readonly timeoutMs: number;
  /** More bytes than this are not read. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

const failures: Readonly<Record<string, string>> = {
  ECONNREFUSED: "refused the connection",
  ECONNRESET: "cut the connection",
  UND_ERR_SOCKET: "cut the connection",
  ENOTFOUND: "is not a known host",
  EAI_AGAIN: "could not be looked up",
  UND_ERR_CONNECT_TIMEOUT: "could not be connected to in time",
};

/**
 * Posts JSON and reads the whole answer as text, within one time limit over both. Redirects are not followed. Whatever
 * goes wrong on the way is a value in words; only the caller's own signal makes it throw.
 */
export async function postJson({ url, json, timeoutMs, maxBytes, signal }: HttpPost): Promise<HttpAnswer> {
  signal.throwIfAborted();
  const stop = childAbort(signal);
  const timer = setTimeout(() => stop.abort(), timeoutMs);
  try {
    const headers = { "content-type": "application/json", accept: "application/json", "user-agent": "skep" };
    const response = await fetch(url, { method: "POST", headers, body: json, redirect: "manual", signal: stop.signal });
    const text = await readText(response, maxBytes);
    if (text === undefined) return { failure: `answered more than ${maxBytes} bytes` };
    return { status: response.status, text, retryAfter: response.headers.get("retry-after") };
  } catch (error) {
    signal.throwIfAborted();
    return { failure: stop.signal.aborted ? `gave no answer within ${timeoutMs} ms` : inWords(error) };
  } finally {
    clearTimeout(timer);
    stop.release();
    stop.abort(); // lets go of a body that was not read to its end
  }
}

async function readText(response: Response, maxBytes: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function inWords(error: unknown): string {
  const cause: unknown = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return failures[code] ?? `failed: ${cause instanceof Error ? cause.message || code : String(cause)}`;
}
