import type { HttpAnswer } from "./http-post.ts";
import { type Fields, isFields } from "./wire/fields.ts";

/** What a node's answer to one request comes down to. */
export type RpcAnswer =
  | { readonly kind: "result"; readonly result: unknown }
  /** The node understood and said no; another node would say the same. */
  | { readonly kind: "error"; readonly code: number; readonly message: string; readonly data: unknown }
  /** The node is to blame. `elsewhere`: asking it again now is pointless. `pauseMs`: it asked for a pause. */
  | { readonly kind: "trouble"; readonly because: string; readonly elsewhere?: boolean; readonly pauseMs?: number };

const defaultPauseMs = 5_000; // after 429 without Retry-After
const longestPauseMs = 300_000;

/** Turns the bytes of an answer into its fields; `undefined` when they are none. */
export type BodyParser = (body: Buffer) => Fields | undefined;

/**
 * Reads what came back over HTTP as the answer to the request with this id. `now` is needed for a Retry-After date.
 */
export function parseRpcAnswer(answer: HttpAnswer, id: number, now: Date, parse: BodyParser = parseBody): RpcAnswer {
  if ("failure" in answer) return trouble(answer.failure);
  const { status, retryAfter } = answer;
  if (status === 429)
    return { ...trouble("allows no more requests for now (HTTP 429)"), pauseMs: pause(retryAfter, now) };
  if (status >= 300 && status < 400)
    return { ...trouble(`redirects (HTTP ${status}), which is not followed`), elsewhere: true };
  const body = parse(answer.body);
  if (body === undefined)
    return trouble(
      `answered ${describe(answer.body.toString("utf8", 0, 500))}${status === 200 ? "" : ` (HTTP ${status})`}`,
    );
  const { error, result } = body;
  if (isFields(error)) return parseError(error, status);
  if (body["id"] !== id) return trouble(`answered request ${JSON.stringify(body["id"])} instead of ${id}`);
  if (status !== 200) return trouble(`answered with HTTP ${status}`);
  if (!("result" in body)) return trouble("answered with neither a result nor an error");
  return { kind: "result", result };
}

function parseError({ code, message, data }: Fields, status: number): RpcAnswer {
  const said = typeof message === "string" ? message : "";
  const number = typeof code === "number" ? code : 0;
  if (isMissingApi(number, said)) return { ...trouble(`does not offer this (${said.slice(0, 100)})`), elsewhere: true };
  if (status >= 500 || isNodeTrouble(number, said)) return trouble(`failed inside (${number} ${said.slice(0, 100)})`);
  return { kind: "error", code: number, message: said, data };
}

/** An API may run on another node though it does not on this one. */
function isMissingApi(code: number, message: string): boolean {
  return (
    code === -32601 || (code === -32002 && message.includes("Could not find")) || /supported by hivemind/i.test(message)
  );
}

// -32603 internal, -32700 is what a gateway says that lost its backend, 1000..1999 are jussi's own.
function isNodeTrouble(code: number, message: string): boolean {
  return code === -32603 || code === -32700 || (code >= 1000 && code < 2000) || message.includes("Unable to acquire");
}

/** The bytes as a JSON object; `undefined` when they are none. */
export function parseBody(body: Buffer): Fields | undefined {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function describe(text: string): string {
  const start = text.trimStart();
  if (start === "") return "nothing";
  if (start.startsWith("<")) return "a web page";
  if (start === "null") return "null";
  return `no JSON-RPC: ${JSON.stringify(start.slice(0, 60))}`;
}

function pause(retryAfter: string | null, now: Date): number {
  if (retryAfter === null || retryAfter.trim() === "") return defaultPauseMs;
  const ms = /^\d+$/.test(retryAfter.trim()) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now.getTime();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), longestPauseMs) : defaultPauseMs;
}

function trouble(because: string): { readonly kind: "trouble"; readonly because: string } {
  return { kind: "trouble", because };
}
