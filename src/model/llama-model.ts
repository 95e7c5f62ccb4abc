import { join } from "node:path";
import { messageOf, SkepError } from "../shared/errors.ts";
import { abortable } from "./abortable.ts";
import type { EngineChild, EngineOptions } from "./engine-child.ts";
import type { EngineKeeper } from "./engine-keeper.ts";
import type { EngineCompletion, EnginePreload, EngineTurn } from "./engine-protocol.ts";
import { firstSpeed } from "./first-speed.ts";
import { idleWork } from "./idle-work.ts";
import type { CompletionRequest, LanguageModel } from "./language-model.ts";
import { checkModelFile } from "./model-file.ts";
import type { ModelSettings } from "./model-settings.ts";
import { openKeeper, type KeptModel } from "./open-keeper.ts";
import { turnQueue } from "./turn-queue.ts";

/** A GGUF model that llama.cpp runs in a process of its own. */
export interface LlamaModel extends LanguageModel {
  /** The process id of the engine, while there is one. */
  readonly enginePid: number | undefined;
  /**
   * So many turns as the model has room for run side by side (`parallel`, usually one); the others wait, by priority,
   * then age. The deadline counts from when a turn starts: neither waiting nor loading uses it up. A turn that is told to
   * stop ends within one decode, else its process is killed. An engine that dies costs the turns that were running; the
   * next one starts a new engine, after a pause that grows with each failure. Throws, besides what the port says,
   * `config_invalid` where prompt, thoughts and maxTokens exceed the context (`details` has `promptTokens`, `maxTokens`
   * and `contextSize`).
   */
  complete(request: CompletionRequest, signal: AbortSignal): Promise<EngineCompletion>;
  /**
   * Waits until no turn does, stops for each that comes within some tokens, and goes on after it, so that it holds nobody
   * up. Throws what `complete` throws.
   */
  preload(system: string, signal: AbortSignal): Promise<void>;
  /**
   * Has an adapter (a GGUF file) laid over the model, before a turn needs that. Throws `config_invalid` where there is no
   * such file or it will not do.
   */
  checkAdapter(adapter: string, signal: AbortSignal): Promise<void>;
}

/** Where a model keeps evaluated instructions, besides what every engine needs. */
export interface LlamaModelOptions extends EngineOptions {
  /** A folder for all models: evaluated instructions are kept in it and read back. Absent: they are not kept. */
  readonly prefixDir?: string;
}

/**
 * Checks the file, starts the engine and loads the model. Throws `model_unavailable` with what to do about it, or the
 * signal's reason when loading is called off. Nothing is downloaded.
 */
export async function openLlamaModel(
  settings: ModelSettings,
  options: LlamaModelOptions,
  signal: AbortSignal = new AbortController().signal,
): Promise<LlamaModel> {
  const kept = await openKeeper(settings, { embedding: false }, options, signal);
  const { prefixDir } = options;
  const place = prefixDir === undefined ? {} : { prefixDir: join(prefixDir, kept.sha256) };
  return llamaModel(kept, settings, place, firstSpeed(options.log, kept.identity));
}

function llamaModel(
  { identity, loaded, keeper }: KeptModel,
  { parallel = 1 }: ModelSettings,
  place: { readonly prefixDir?: string },
  tellSpeed: (completion: EngineCompletion) => void,
): LlamaModel {
  const queue = turnQueue(parallel);
  const idle = idleWork(queue);
  const turn = async (request: CompletionRequest, signal: AbortSignal): Promise<EngineCompletion> => {
    const completion = await complete(keeper, { ...request, ...place }, signal);
    tellSpeed(completion);
    return completion;
  };
  return {
    identity,
    contextSize: loaded.contextSize,
    parallel,
    thinks: loaded.thinks,
    get enginePid() {
      return keeper.pid;
    },
    complete(request, signal) {
      idle.giveWay();
      return queue(() => turn(request, signal), { priority: request.priority, signal });
    },
    preload: (system, signal) => idle.run((stop) => preload(keeper, { system, ...place }, stop), signal),
    checkAdapter: (adapter, signal) =>
      queue(() => checkAdapter(keeper, { name: identity.name, adapter }, signal), { signal }),
    countTokens: async (text) => await (await keeper.engine()).child.count(text),
    [Symbol.asyncDispose]: () => keeper.close(),
  };
}

/** Whether all of it is evaluated now. */
async function preload(keeper: EngineKeeper, order: EnginePreload, stop: AbortSignal): Promise<boolean> {
  try {
    const { child } = await abortable(keeper.engine(), stop);
    return await child.preload(order, stop);
  } catch (error) {
    if (stop.aborted) return false;
    throw error;
  }
}

async function checkAdapter(
  keeper: EngineKeeper,
  { name, adapter }: { readonly name: string; readonly adapter: string },
  signal: AbortSignal,
): Promise<void> {
  try {
    await checkModelFile({ name, path: adapter }); // what would abort llama.cpp does not reach it
    const { child } = await abortable(keeper.engine(), signal);
    await child.preload({ system: "", adapter }, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SkepError && error.code === "config_invalid") throw error;
    const reason = messageOf(error instanceof Error ? (error.cause ?? error) : error);
    const message = `the adapter ${adapter} cannot be used with model "${name}": ${reason}`;
    throw new SkepError("config_invalid", message, { cause: error });
  }
}

async function complete(
  keeper: EngineKeeper,
  request: CompletionRequest & Pick<EngineTurn, "prefixDir">,
  signal: AbortSignal,
): Promise<EngineCompletion> {
  const { child } = await abortable(keeper.engine(), signal);
  const { deadline, onText, priority: _, ...turn } = request;
  const stop = new AbortController();
  const stopNow = (): void => stop.abort();
  const timer = setTimeout(stopNow, deadline);
  signal.addEventListener("abort", stopNow, { once: true });
  try {
    const completion = await child.complete(turn, stop.signal, onText);
    keeper.praise();
    return completion;
  } catch (error) {
    signal.throwIfAborted();
    if (!stop.signal.aborted) return await giveUp(child, error);
    throw new SkepError("model_unavailable", `the turn took longer than its deadline of ${deadline} ms`, {
      cause: error,
    });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stopNow);
  }
}

/** Throws the error. An engine that failed by itself is not trusted with another turn. */
async function giveUp(child: EngineChild, error: unknown): Promise<never> {
  if (error instanceof SkepError && error.code === "model_unavailable") await child.close(error.message);
  throw error;
}
