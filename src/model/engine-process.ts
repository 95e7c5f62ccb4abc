// The entry of the engine process: llama.cpp runs here, so that its crash is not the bot's. Started by engine-child.ts.
import { messageOf, SkepError } from "../shared/errors.ts";
import type { Engine } from "./engine.ts";
import { heartbeatInterval, type EngineFailure, type EngineOrder, type EngineReport } from "./engine-protocol.ts";
import { textBatch } from "./text-batch.ts";

// Ctrl-C and a service's stop reach the whole process group, but it is the bot that decides when the last turn is over.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
// The bot is gone. Nothing here is worth saving, and a running decode would keep an orderly exit waiting.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
process.on("message", (order: EngineOrder) => void follow(order));
setInterval(() => say({ kind: "heartbeat" }), heartbeatInterval);

let engine: Engine | undefined;
const running = new Map<number, AbortController>();

function say(report: EngineReport): void {
  process.send?.(report, undefined, undefined, () => undefined); // a closed channel is told by "disconnect"
}

async function follow(order: EngineOrder): Promise<void> {
  if (order.kind === "abort") return running.get(order.id)?.abort();
  try {
    say(await answer(order));
  } catch (error) {
    say({ kind: "failed", id: order.id, failure: failureOf(error) });
  }
}

async function answer(order: Exclude<EngineOrder, { kind: "abort" }>): Promise<EngineReport> {
  if (order.kind === "load") {
    // Loaded late, so that the signals above are held off and the heart beats before megabytes of library come in.
    const { openEngine } = await import("./engine.ts");
    engine = await openEngine(order.settings, (level, message) => say({ kind: "log", level, message }));
    return { kind: "loaded", id: order.id, engine: engine.loaded };
  }
  if (engine === undefined) throw new SkepError("model_unavailable", "no model is loaded");
  const { id } = order;
  switch (order.kind) {
    case "count":
      return { kind: "counted", id, tokens: engine.count(order.text) };
    case "preload":
      return await preload(engine, order);
    case "embed":
      return { kind: "embedded", id, vectors: await engine.embed(order.texts) };
    case "complete":
      return await complete(engine, order);
  }
}

async function preload(
  model: Engine,
  { id, preload: wanted }: Extract<EngineOrder, { kind: "preload" }>,
): Promise<EngineReport> {
  const abort = new AbortController();
  running.set(id, abort);
  try {
    return { kind: "preloaded", id, isWhole: await model.preload(wanted, abort.signal) };
  } finally {
    running.delete(id);
  }
}

async function complete(
  model: Engine,
  { id, turn }: Extract<EngineOrder, { kind: "complete" }>,
): Promise<EngineReport> {
  const abort = new AbortController();
  const batch = textBatch((text) => say({ kind: "text", id, text }));
  running.set(id, abort);
  try {
    return { kind: "done", id, completion: await model.complete(turn, abort.signal, batch.add) };
  } finally {
    batch.flush();
    running.delete(id);
  }
}

function failureOf(error: unknown): EngineFailure {
  if (error instanceof SkepError) return { code: error.code, message: error.message, details: error.details };
  return { code: "model_unavailable", message: messageOf(error), details: {} };
}
