import { isFields } from "../../chain/wire/fields.ts";
import { pause } from "../../shared/wait.ts";
import type { Answering } from "../http/answer-body.ts";
import { answerRequests, type Apis } from "../http/json-rpc.ts";
import { methodOf } from "../http/parse-body.ts";
import { jsonReply, type Reply } from "../http/reply.ts";
import type { Fault } from "./fault.ts";
import type { FaultRegistry } from "./fault-registry.ts";

/** Who answers a request. */
export interface Backends {
  /** The node as it is. */
  readonly sound: Apis;
  /** The same so many blocks behind. */
  lagging(blocks: number): Apis;
  /** The same, losing every transaction that it takes. */
  readonly losing: Apis;
  /** The same without its hivemind. */
  readonly withoutHivemind: Apis;
}

const transportKinds = [
  "hang",
  "cut",
  "rate-limit",
  "unavailable",
  "not-json",
  "truncate",
  "wrong-id",
  "lose-answer",
] as const;
const backendKinds = ["lag", "lose-transaction", "hivemind-down"] as const;

type TransportFault = Extract<Fault, { kind: (typeof transportKinds)[number] }>;

/**
 * Answers requests as the standing faults have it. Of the faults that spoil the whole exchange the first one that strikes
 * does, delays add up, and who answers is settled for each request of a batch apart.
 */
export function createFaultyAnswers(registry: FaultRegistry, backends: Backends): Answering {
  function backendFor(request: unknown): Apis {
    const fault = registry.strikeFirst(backendKinds, [methodOf(request)])?.fault;
    if (fault === undefined) return backends.sound;
    if (fault.kind === "lag") return backends.lagging(fault.blocks);
    return fault.kind === "lose-transaction" ? backends.losing : backends.withoutHivemind;
  }

  return async (body, signal) => {
    const methods = body.requests.map(methodOf);
    const delays = registry.strike(["latency"], methods);
    const late = delays.reduce((sum, { fault, chance }) => sum + fault.ms + chance * (fault.jitterMs ?? 0), 0);
    const fault = registry.strikeFirst(transportKinds, methods)?.fault;
    const reply = (fault && instead(fault)) ?? spoiled(fault, await answerRequests(altered(body, fault), backendFor));
    if (late > 0) await pause(late, signal);
    return reply;
  };
}

/** What comes in place of an answer, where nothing is done. */
function instead(fault: TransportFault): Reply | undefined {
  if (fault.kind === "hang" || fault.kind === "cut") return { kind: fault.kind };
  if (fault.kind === "rate-limit") return page(429, "Too Many Requests", retryHeader(fault.retryAfter));
  if (fault.kind === "unavailable") return page(503, "Service Unavailable");
  return fault.kind === "not-json" ? page(502, "Bad Gateway") : undefined;
}

function retryHeader(seconds: number | null = 1): Record<string, string> {
  return seconds === null ? {} : { "retry-after": String(seconds) };
}

function page(status: number, title: string, headers: Record<string, string> = {}): Reply {
  const html = `<html>\n<head><title>${status} ${title}</title></head>\n<body><h1>${status} ${title}</h1></body>\n</html>\n`;
  return { kind: "answer", status, headers: { ...headers, "content-type": "text/html" }, body: [html] };
}

function altered<Body extends { readonly requests: readonly unknown[] }>(body: Body, fault?: TransportFault): Body {
  return fault?.kind === "wrong-id" ? { ...body, requests: body.requests.map(withOtherId) } : body;
}

function withOtherId(request: unknown): unknown {
  if (!isFields(request)) return request;
  const { id } = request;
  return { ...request, id: typeof id === "number" ? id + 1000 : `${typeof id === "string" ? id : ""}-other` };
}

function spoiled(fault: TransportFault | undefined, body: Parameters<typeof jsonReply>[0]): Reply {
  if (fault?.kind === "truncate") return { kind: "truncated", body };
  return fault?.kind === "lose-answer" ? { kind: "cut" } : jsonReply(body);
}
