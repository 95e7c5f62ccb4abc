import { type Clock, systemClock } from "../shared/clock.ts";
import { SkepError } from "../shared/errors.ts";
import { postJson } from "./http-post.ts";
import { parseRpcAnswer, type RpcAnswer } from "./json-rpc.ts";
import { type Log, silentLog } from "../shared/log.ts";
import { createNodeHealth } from "./node-health.ts";
import { nodeTurns } from "./node-turns.ts";
import { RpcError } from "./rpc-error.ts";
import { type Complaint, rpcFailure } from "./rpc-failure.ts";

/** Asks Hive nodes over JSON-RPC 2.0, the next one when one fails. */
export interface RpcClient {
  /**
   * Throws {@link RpcError} when a node understood and refused, `chain_unreachable` when no node gave an answer (it says
   * which were asked and what each did), and the signal's reason when that fires.
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
  ): Promise<Answer>;
}

export interface RpcClientOptions {
  /** Addresses such as `https://api.hive.blog`, the preferred one first. At least one. */
  readonly nodes: readonly string[];
  /** For one request to one node. Default 10,000. */
  readonly timeoutMs?: number;
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

/** Wires a client; nothing is asked yet. Throws `config_invalid` when there is no node or an address is none. */
export function createRpcClient(options: RpcClientOptions): RpcClient {
  const { nodes, timeoutMs = 10_000, backoffMs = 250, longestPauseMs = 30_000, maxBytes = 64 * 1024 * 1024 } = options;
  const { attempts = 2 * nodes.length + 1, log = silentLog, clock = systemClock, random = Math.random } = options;
  checkAddresses(nodes);
  const health = createNodeHealth(nodes, clock);
  const turns = { health, attempts, backoffMs, longestPauseMs, random };
  let lastId = 0;

  async function ask(node: string, method: string, params: unknown, signal: AbortSignal): Promise<RpcAnswer> {
    const id = ++lastId;
    const json = JSON.stringify({ jsonrpc: "2.0", id, method, params });
    return parseRpcAnswer(await postJson({ url: node, json, timeoutMs, maxBytes, signal }), id, clock.now());
  }

  function call(method: string, params: unknown, signal: AbortSignal): Promise<unknown>;
  function call<Answer>(
    method: string,
    params: unknown,
    signal: AbortSignal,
    read: (result: unknown) => Answer,
  ): Promise<Answer>;
  async function call(
    method: string,
    params: unknown,
    signal: AbortSignal,
    read: (result: unknown) => unknown = (result) => result,
  ): Promise<unknown> {
    const family = method.split(".")[0] ?? "";
    const complaints: Complaint[] = [];
    const useless = new Set<string>();
    for await (const node of nodeTurns(turns, family, useless, signal)) {
      const answer = await ask(node, method, params, signal);
      if (answer.kind === "error") {
        const { code, message, data } = answer;
        health.succeeded(node, family);
        throw new RpcError(message, { rpcCode: code, data, method, node, isRepeat: complaints.length > 0 });
      }
      const outcome: Reading = answer.kind === "result" ? readWith(read, answer.result) : answer;
      if ("value" in outcome) {
        if (health.succeeded(node, family)) log.info({ node, family }, "node recovered");
        return outcome.value;
      }
      const { because, refusal } = outcome;
      complaints.push(refusal === undefined ? { node, because } : { node, because, refusal });
      if (outcome.elsewhere) useless.add(node);
      const wasFine = health.failed(node, family, outcome.pauseMs);
      log[wasFine ? "warn" : "debug"]({ node, method, because }, "node failed");
    }
    throw rpcFailure(method, nodes, complaints);
  }

  return { call };
}

/** A result that was read, or why it could not be used. */
type Reading =
  | { readonly value: unknown }
  | { readonly because: string; readonly refusal?: SkepError; readonly elsewhere?: boolean; readonly pauseMs?: number };

function readWith(read: (result: unknown) => unknown, result: unknown): Reading {
  try {
    return { value: read(result) };
  } catch (error) {
    if (!(error instanceof SkepError)) throw error;
    return { because: error.message, refusal: error };
  }
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
