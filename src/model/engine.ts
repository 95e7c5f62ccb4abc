import {
  getLlama,
  LlamaLogLevel,
  resolveChatWrapper,
  specializedChatWrapperTypeNames,
  type ChatWrapper,
  type Llama,
  type LlamaModel,
} from "node-llama-cpp";
import { messageOf, SkepError } from "../shared/errors.ts";
import { ChatEngine } from "./chat-engine.ts";
import { openEmbeddingEngine } from "./embedding-engine.ts";
import type { EngineCompletion, EnginePreload, EngineSettings, EngineTurn, LoadedEngine } from "./engine-protocol.ts";
import { checkGpu } from "./gpu-check.ts";
import { hearReasons } from "./load-failure.ts";
import { requireMemory } from "./memory-estimate.ts";
import { checkModelFile } from "./model-file.ts";
import { openStage } from "./stage.ts";

/** llama.cpp with one model loaded. It lives in the engine process. */
export interface Engine {
  readonly loaded: LoadedEngine;
  /**
   * One turn; at most `parallel` at a time. Throws `model_output_invalid`, `config_invalid` where the prompt does not fit,
   * or the signal's reason.
   */
  complete(turn: EngineTurn, signal: AbortSignal, onText: (text: string) => void): Promise<EngineCompletion>;
  /** Evaluates an instruction ahead of its turns, some tokens at a time until the signal fires. Whether that was all of it. */
  preload(preload: EnginePreload, signal: AbortSignal): Promise<boolean>;
  /** A vector of length 1 for each text. Throws `config_invalid` unless the model was loaded to embed. */
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>;
  count(text: string): number;
}

/** How the engine tells the bot's log something. */
export type EngineLog = (level: "debug" | "warn", message: string) => void;

/**
 * Loads the model. Nothing is compiled or downloaded. Throws `model_unavailable`, or `config_invalid` for a chat format
 * that there is not.
 */
export async function openEngine(settings: EngineSettings, log: EngineLog): Promise<Engine> {
  const heard = hearReasons(log);
  const llama = await openLlama(settings, heard.log);
  await checkGpu(settings.gpu, llama, log);
  // A GPU has memory of its own, which the binding looks after.
  if (llama.gpu === false) requireMemory(await checkModelFile({ name: "", path: settings.path }), settings);
  const model = await unavailable(
    "llama.cpp cannot load the model",
    () =>
      llama.loadModel({ modelPath: settings.path, gpuLayers: { fitContext: { contextSize: settings.contextSize } } }),
    heard.explain,
  );
  if (settings.embedding) {
    return await unavailable("cannot embed with this model", () => openEmbeddingEngine(model, settings));
  }
  const chatWrapper = chatWrapperOf(model, settings.chatFormat);
  const stage = await openStage(model, chatWrapper, settings);
  return new ChatEngine({ llama, model, settings, chatWrapper, stage, log });
}

function openLlama({ gpu, threads }: EngineSettings, log: EngineLog): Promise<Llama> {
  return unavailable("cannot start llama.cpp; reinstall the dependencies with `npm ci`", () =>
    getLlama({
      gpu: gpu === "required" ? "auto" : gpu,
      maxThreads: threads,
      build: "never",
      skipDownload: true,
      logLevel: LlamaLogLevel.warn,
      logger: (level, message) =>
        log(level === LlamaLogLevel.error || level === LlamaLogLevel.fatal ? "warn" : "debug", message.trim()),
    }),
  );
}

async function unavailable<T>(
  what: string,
  attempt: () => Promise<T>,
  explain: (error: unknown) => string = messageOf,
): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    throw new SkepError("model_unavailable", `${what}: ${explain(error)}`, { cause: error });
  }
}

/** The format that was asked for, else the one that the model's own template is. */
function chatWrapperOf(model: LlamaModel, chatFormat: string | undefined): ChatWrapper {
  if (chatFormat === undefined) return resolveChatWrapper(model);
  const type = specializedChatWrapperTypeNames.find((name) => name === chatFormat);
  if (type !== undefined) return resolveChatWrapper(model, { type });
  const known = specializedChatWrapperTypeNames.join(", ");
  throw new SkepError("config_invalid", `there is no chat format "${chatFormat}"; there is: ${known}`);
}
