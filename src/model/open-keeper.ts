import { abortable } from "./abortable.ts";
import type { EngineOptions } from "./engine-child.ts";
import { EngineKeeper } from "./engine-keeper.ts";
import type { EngineSettings, LoadedEngine } from "./engine-protocol.ts";
import { requireHash, sha256OfFile } from "./file-hash.ts";
import type { ModelIdentity } from "./language-model.ts";
import { checkModelFile, requireChatTemplate, titleOf } from "./model-file.ts";
import { engineSettings, type ModelSettings } from "./model-settings.ts";

/** A model file that was checked and loaded, and the keeper of its engine. Whoever opened it closes the keeper. */
export interface KeptModel {
  readonly identity: ModelIdentity;
  /** SHA-256 of the model file, hex. */
  readonly sha256: string;
  readonly loaded: LoadedEngine;
  readonly keeper: EngineKeeper;
}

/**
 * Checks the file, starts its engine and loads it, to answer or to embed. Throws `model_unavailable` with what to do about
 * it, or the signal's reason when loading is called off. Nothing is downloaded.
 */
export async function openKeeper(
  settings: ModelSettings,
  purpose: { readonly embedding: boolean },
  options: EngineOptions,
  signal: AbortSignal,
): Promise<KeptModel> {
  const file = await checkModelFile(settings);
  if (!purpose.embedding && settings.chatFormat === undefined) requireChatTemplate(file);
  const engine = engineSettings(settings, file, purpose);
  warn(settings, engine, options);
  const hashing = sha256OfFile(settings.path, signal);
  // With a known hash nothing of an unknown file reaches llama.cpp; without one, hashing and loading share the wait.
  if (settings.sha256 !== undefined) requireHash(settings.path, settings.sha256, await hashing);
  const keeper = new EngineKeeper(file, engine, options);
  try {
    const [sha256, { loaded }] = await abortable(Promise.all([hashing, keeper.engine()]), signal);
    const threads = engine.threads === 1 ? "1 thread" : `${engine.threads} threads`;
    const identity = { name: settings.name, title: titleOf(file), sha256, backend: `${loaded.backend}, ${threads}` };
    const { contextSize, chatFormat } = loaded;
    options.log.info({ ...identity, contextSize, chatFormat, parallel: engine.parallel }, "model loaded");
    return { identity, sha256, loaded, keeper };
  } catch (error) {
    await keeper.close();
    throw error;
  }
}

function warn({ name, threads }: ModelSettings, engine: EngineSettings, { log }: EngineOptions): void {
  if (threads !== undefined && threads > engine.threads) {
    log.warn({ model: name, asked: threads, used: engine.threads }, "more threads than cores would be far slower");
  }
}
