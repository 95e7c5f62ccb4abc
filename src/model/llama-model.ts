import { SkepError } from "../shared/errors.ts";
import { abortable } from "./abortable.ts";
import type { EngineChild, EngineOptions } from "./engine-child.ts";
import { EngineKeeper } from "./engine-keeper.ts";
import type { EngineCompletion, EngineSettings, LoadedEngine } from "./engine-protocol.ts";
import { requireHash, sha256OfFile } from "./file-hash.ts";
import type { CompletionRequest, LanguageModel, ModelIdentity } from "./language-model.ts";
import { checkModelFile, titleOf, type ModelFile } from "./model-file.ts";
import { contextSizeOf, type ModelSettings } from "./model-settings.ts";
import { threadCount } from "./threads.ts";
import { turnQueue } from "./turn-queue.ts";

/** A GGUF model that llama.cpp runs in a process of its own. */
export interface LlamaModel extends LanguageModel {
  /** The process id of the engine, while there is one. */
  readonly enginePid: number | undefined;
  /**
   * Turns run one at a time, in the order asked. The deadline counts from when a turn starts: neither waiting nor
   * loading uses it up. A turn that is told to stop ends within one decode, else its process is killed. An engine that
   * dies costs the turn that was running; the next turn starts a new one, after a pause that grows with each failure.
   * Throws, besides what the port says, `config_invalid` where prompt and maxTokens exceed the context (`details` has
   * `promptTokens`, `maxTokens` and `contextSize`).
   */
  complete(request: CompletionRequest, signal: AbortSignal): Promise<EngineCompletion>;
}

/**
 * Checks the file, starts the engine and loads the model. Throws `model_unavailable` with what to do about it, or the
 * signal's reason when loading is called off. Nothing is downloaded.
 */
export async function openLlamaModel(
  settings: ModelSettings,
  options: EngineOptions,
  signal: AbortSignal = new AbortController().signal,
): Promise<LlamaModel> {
  const file = await checkModelFile(settings);
  const engine = engineSettings(settings, file);
  warn(settings, file, engine, options);
  const hashing = sha256OfFile(settings.path, signal);
  // With a known hash nothing of an unknown file reaches llama.cpp; without one, hashing and loading share the wait.
  if (settings.sha256 !== undefined) requireHash(settings.path, settings.sha256, await hashing);
  const keeper = new EngineKeeper(file, engine, options);
  try {
    const [sha256, { loaded }] = await abortable(Promise.all([hashing, keeper.engine()]), signal);
    const threads = engine.threads === 1 ? "1 thread" : `${engine.threads} threads`;
    const identity = { name: settings.name, title: titleOf(file), sha256, backend: `${loaded.backend}, ${threads}` };
    options.log.info({ ...identity, contextSize: loaded.contextSize, chatFormat: loaded.chatFormat }, "model loaded");
    return llamaModel(identity, loaded, keeper);
  } catch (error) {
    await keeper.close();
    throw error;
  }
}

function engineSettings(settings: ModelSettings, { header }: ModelFile): EngineSettings {
  const { path, gpu } = settings;
  return {
    path,
    gpu,
    contextSize: contextSizeOf(settings, header.contextLength),
    threads: threadCount(settings.threads),
  };
}

function warn(
  { name, threads }: ModelSettings,
  { header }: ModelFile,
  engine: EngineSettings,
  { log }: EngineOptions,
): void {
  if (!header.hasChatTemplate) {
    log.warn({ model: name }, "the model file has no chat template: a plain one is used, and answers may be poor");
  }
  if (threads !== undefined && threads > engine.threads) {
    log.warn({ model: name, asked: threads, used: engine.threads }, "more threads than cores would be far slower");
  }
}

function llamaModel(identity: ModelIdentity, loaded: LoadedEngine, keeper: EngineKeeper): LlamaModel {
  const queue = turnQueue();
  return {
    identity,
    contextSize: loaded.contextSize,
    get enginePid() {
      return keeper.pid;
    },
    complete: (request, signal) => queue(() => complete(keeper, request, signal), signal),
    countTokens: async (text) => await (await keeper.engine()).child.count(text),
    [Symbol.asyncDispose]: () => keeper.close(),
  };
}

async function complete(
  keeper: EngineKeeper,
  request: CompletionRequest,
  signal: AbortSignal,
): Promise<EngineCompletion> {
  const { child } = await abortable(keeper.engine(), signal);
  const { deadline, onText, ...turn } = request;
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
