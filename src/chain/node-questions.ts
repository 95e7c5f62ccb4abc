import { z } from "zod";
import type { Clock } from "../shared/clock.ts";
import { SkepError } from "../shared/errors.ts";
import { parsedAs } from "./answer.ts";
import { postJson } from "./http-post.ts";
import { type BodyParser, parseRpcAnswer } from "./json-rpc.ts";
import type { NodeHealth } from "./node-health.ts";

/** One question to one node, and how its answer is read. */
export interface Question<Answer> {
  readonly method: string;
  readonly params: unknown;
  readonly read: (result: unknown) => Answer;
  readonly how: { readonly gzip?: boolean; readonly parse?: BodyParser };
  /** How long the node may take until its answer begins. Default: as long as for all of it. */
  readonly silenceMs?: number;
  /** Called when the answer begins. */
  readonly onBegin?: () => void;
}

/** A result that was read, the node's own no, or why there is nothing that could be used. */
export type Reading<Answer> =
  | { readonly kind: "value"; readonly value: Answer }
  | { readonly kind: "error"; readonly code: number; readonly message: string; readonly data: unknown }
  | {
      readonly kind: "trouble";
      readonly because: string;
      /** What the reader threw, if that is why. */
      readonly refusal?: SkepError;
      /** Asking this node again now is pointless. */
      readonly elsewhere?: boolean;
      /** It asked for a pause. */
      readonly pauseMs?: number;
    };

export interface NodeQuestionsOptions {
  /** 64 hex digits; a node on another chain is barred. Default: nodes are not asked for theirs. */
  readonly chainId?: string;
  /** For one request. Default 10,000. */
  readonly timeoutMs?: number;
  /** Default 64 MiB. */
  readonly maxBytes?: number;
  readonly clock: Clock;
  readonly health: NodeHealth;
}

const version = parsedAs(z.looseObject({ chain_id: z.string().regex(/^[0-9a-f]{64}$/) }), "its chain id");

/** Makes the function that asks one node one question, once. It throws only the signal's reason. */
export function createNodeQuestions({ chainId, timeoutMs = 10_000, ...options }: NodeQuestionsOptions) {
  const { maxBytes = 64 * 1024 * 1024, clock, health } = options;
  const onOurChain = new Set<string>();
  let lastId = 0;

  function askOnce<Answer>(node: string, question: Question<Answer>, signal: AbortSignal): Promise<Reading<Answer>> {
    const { method, params, read, how, silenceMs = timeoutMs, onBegin = () => {} } = question;
    const id = ++lastId;
    const json = JSON.stringify({ jsonrpc: "2.0", id, method, params });
    const gzip = how.gzip ?? node.startsWith("https:");
    return postJson({ url: node, json, timeoutMs, silenceMs, onBegin, maxBytes, gzip, signal }, (answer) => {
      const parsed = parseRpcAnswer(answer, id, clock.now(), how.parse);
      return parsed.kind === "result" ? readWith(read, parsed.result) : parsed;
    });
  }

  /** `undefined` once the node has said that it is on our chain. */
  async function objectionTo(
    node: string,
    silenceMs: number,
    signal: AbortSignal,
  ): Promise<Reading<never> | undefined> {
    const question = { method: "database_api.get_version", params: {}, read: version, how: {}, silenceMs };
    const reading = await askOnce(node, question, signal);
    if (reading.kind !== "value") return reading;
    const { chain_id: theirs } = reading.value;
    if (theirs === chainId) {
      onOurChain.add(node);
      return undefined;
    }
    const because = `is on chain ${theirs} instead of ${chainId}`;
    health.bar(node, because);
    return { kind: "trouble", because };
  }

  return async function ask<Answer>(
    node: string,
    question: Question<Answer>,
    signal: AbortSignal,
  ): Promise<Reading<Answer>> {
    const isKnown = chainId === undefined || onOurChain.has(node);
    const objection = isKnown ? undefined : await objectionTo(node, question.silenceMs ?? timeoutMs, signal);
    return objection ?? askOnce(node, question, signal);
  };
}

function readWith<Answer>(read: (result: unknown) => Answer, result: unknown): Reading<Answer> {
  try {
    return { kind: "value", value: read(result) };
  } catch (error) {
    if (!(error instanceof SkepError)) throw error;
    return { kind: "trouble", because: error.message, refusal: error };
  }
}
