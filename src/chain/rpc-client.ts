import { type Clock, systemClock } from "../shared/clock.ts";
import { SkepError } from "../shared/errors.ts";
import { type Log, silentLog } from "../shared/log.ts";
import { askAgain } from "./ask-again.ts";
import type { BodyParser } from "./json-rpc.ts";
import { createNodeHealth, type NodeReport } from "./node-health.ts";
import { createNodeQuestions, type Question, type Reading } from "./node-questions.ts";
import { nodeTurns } from "./node-turns.ts";
import { RpcError } from "./rpc-error.ts";
import { type Complaint, rpcFailure } from "./rpc-failure.ts";

/** Asks Hive nodes over JSON-RPC 2.0, the next one when one fails. */
export interface RpcClient {
  /**
   * Throws {@link RpcError} when a node understood and refused, `chain_unreachable` when no node gave an answer (it says
   * which were asked and what each did), `config_invalid` when every node is on another chain, and the signal's reason
   * when that fires.
   */
  call(method: string, params: unknown, signal: AbortSignal): Promise<unknown>;
  /**
   * The same, with the answer read by `read`. When that throws a {@link SkepError}, the node is to blame and others are
   * asked; if all that answered were refused by `read` with another code than `chain_unreachable`, that error is thrown.
   */
  call<Answer>(
    method: string,
    params: unknown,
    signal: AbortSignal,
    read: (result: unknown) => Answer,
    how?: CallOptions,
  ): Promise<Answer>;
  /** The addresses, in the given order. */
  readonly nodes: readonly string[];
  /** How every node does. */
  health(): readonly NodeReport[];
}

/** What is special about one call. */
export interface CallOptions {
  /** Only these nodes are asked. Default: all. */
  readonly nodes?: readonly string[];
  /** Requests until this call gives up. Default: the client's. */
  readonly attempts?: number;
  /** Whether the answer may come gzipped. Default: over https. */
  readonly gzip?: boolean;
  /** Turns the bytes of the answer into its fields; they are valid only until `read` returns. Default: as JSON. */
  readonly parse?: BodyParser;
}

export interface RpcClientOptions {
  /** Addresses such as `https://api.hive.blog`, the preferred one first. At least one. */
  readonly nodes: readonly string[];
  /**
   * 64 hex digits. Each node is asked for its own before anything else, and never again when it is on another chain.
   * Default: not checked.
   */
  readonly chainId?: string;
  /** For one request to one node. Default 10,000; on the first try the answer must begin within 4,000. */
  readonly timeoutMs?: number;
  /** On later tries a silent node is asked again beside the first request, thrice in all, after so much time. Default 3,000. */
  readonly againMs?: number;
  /** Requests until a call gives up. Default two to each node and one more. */
  readonly attempts?: number;
  /** Before all nodes are asked once more; doubled each time, up to 5 s, with jitter. Default 250. */
  readonly backoffMs?: number;
  /** A call gives up rather than wait longer than this for a node that asked for a pause. Default 30,000. */
  readonly longestPauseMs?: number;
  /** Default 64 MiB. */
  readonly maxBytes?: number;
  readonly log?: Log;
  readonly clock?: Clock;
  /** 0..1, for the jitter. Default `Math.random`. */
  readonly random?: () => number;
}

const firstSilenceMs = 4_000;
const requestsPerTry = 3;

/** Wires a client; nothing is asked yet. Throws `config_invalid` when there is no node or an address is none. */
export function createRpcClient(options: RpcClientOptions): RpcClient {
  const { nodes, backoffMs = 250, longestPauseMs = 30_000, log = silentLog, clock = systemClock } = options;
  const { attempts = 2 * nodes.length + 1, againMs = 3_000, random = Math.random } = options;
  checkAddresses(nodes);
  const health = createNodeHealth(nodes, clock);
  const turns = { health, attempts, backoffMs, longestPauseMs, random };
  const ask = withPatience(createNodeQuestions({ ...options, clock, health }), againMs);

  /** Takes in what came of a question, and returns the answer if there was one. */
  function takeIn(reading: Reading<unknown>, { node, method, isRepeat, started }: Asked): Answered | undefined {
    const family = familyOf(method);
    if (reading.kind === "trouble") {
      const wasFine = health.failed(node, family, reading.because, reading.pauseMs);
      log[wasFine ? "warn" : "debug"]({ node, method, because: reading.because }, "node failed");
      return undefined;
    }
    const hadFailed = health.succeeded(node, family, performance.now() - started);
    if (hadFailed) log.info({ node, family }, "node recovered");
    if (reading.kind === "value") return reading;
    const { code, message, data } = reading;
    throw new RpcError(message, { rpcCode: code, data, method, node, isRepeat });
  }

  function call(method: string, params: unknown, signal: AbortSignal): Promise<unknown>;
  function call<Answer>(
    method: string,
    params: unknown,
    signal: AbortSignal,
    read: (result: unknown) => Answer,
    how?: CallOptions,
  ): Promise<Answer>;
  async function call(
    method: string,
    params: unknown,
    signal: AbortSignal,
    read: (result: unknown) => unknown = (result) => result,
    how: CallOptions = {},
  ): Promise<unknown> {
    const { nodes: some = nodes, attempts: often = attempts } = how;
    const complaints: Complaint[] = [];
    const useless = new Set(nodes.filter((node) => !some.includes(node)));
    for await (const node of nodeTurns({ ...turns, attempts: often }, familyOf(method), useless, signal)) {
      const started = performance.now();
      const reading = await ask(node, { method, params, read, how }, complaints.length, signal);
      const answered = takeIn(reading, { node, method, started, isRepeat: complaints.length > 0 });
      if (answered) return answered.value;
      if (reading.kind === "trouble") complaints.push({ node, ...reading });
      if (reading.kind === "trouble" && reading.elsewhere) useless.add(node);
    }
    throw rpcFailure(method, some, complaints, health.report());
  }

  return { call, nodes, health: () => health.report() };
}

interface Asked {
  readonly node: string;
  readonly method: string;
  readonly started: number;
  readonly isRepeat: boolean;
}

type Answered = Extract<Reading<unknown>, { kind: "value" }>;

/** Who is silent on the first try may have hung up on us; who is slow has all the time on the next ones. */
function withPatience(ask: ReturnType<typeof createNodeQuestions>, everyMs: number) {
  return (node: string, question: Question<unknown>, tries: number, signal: AbortSignal): Promise<Reading<unknown>> => {
    if (tries === 0) return ask(node, { ...question, silenceMs: firstSilenceMs }, signal);
    const again = { everyMs, most: requestsPerTry, signal };
    return askAgain((stop, onBegin) => ask(node, { ...question, onBegin }, stop), again);
  };
}

function familyOf(method: string): string {
  return method.split(".")[0] ?? "";
}

function checkAddresses(nodes: readonly string[]): void {
  if (nodes.length === 0) throw new SkepError("config_invalid", "expected at least one Hive node");
  for (const node of nodes) {
    if (URL.canParse(node) && /^https?:$/.test(new URL(node).protocol)) continue;
    throw new SkepError(
      "config_invalid",
      `expected the http or https address of a Hive node, got ${JSON.stringify(node)}`,
    );
  }
}
