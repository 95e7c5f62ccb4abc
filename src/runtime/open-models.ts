import { join } from "node:path";
import type { Config, FileModelChoice, ModelChoice, ServerModelChoice } from "../config/config.ts";
import type { KeySource } from "../config/key-source.ts";
import { ownEnvironment } from "../config/environment.ts";
import type { LanguageModel } from "../model/language-model.ts";
import { openLlamaModel, type LlamaModel } from "../model/llama-model.ts";
import { openOpenAiModel } from "../model/openai-model.ts";
import type { ModelSettings } from "../model/model-settings.ts";
import { sharedModel } from "../model/shared-model.ts";
import type { Log } from "../shared/log.ts";
import { parseModelReference, placeOfModel, type ModelPlace } from "../model/model-reference.ts";
import { SkepError } from "../shared/errors.ts";

/** Models by name, loaded once and shared by all agents that use them. */
export interface Models extends AsyncDisposable {
  readonly byName: ReadonlyMap<string, LanguageModel>;
  /** The model of this name; throws `model_unavailable` when there is none. */
  get(name: string): LanguageModel;
}

/** Where pulled models lie within a data directory. */
export function modelsIn(dataDir: string): string {
  return join(dataDir, "models");
}

/** What opening models takes besides the settings. */
export interface ModelResources {
  readonly keys: KeySource;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * Loads the models of these names, and finds those that run elsewhere. Throws `config_invalid` for an unknown
 * name or a missing key, `model_unavailable` for a file that will not do or a server that is not there.
 */
export async function openModels(
  names: ReadonlySet<string>,
  config: Config,
  resources: ModelResources,
): Promise<Models> {
  const byName = new Map<string, LanguageModel>();
  const engines = new Map<string, LlamaModel>();
  const close = async (): Promise<void> => {
    await Promise.all([...byName.values(), ...engines.values()].map((model) => model[Symbol.asyncDispose]()));
  };
  try {
    for (const name of names) {
      const choice = choiceOf(name, config);
      byName.set(
        name,
        choice.provider === "gguf"
          ? await openFile(name, choice, engines, config, resources)
          : await openServer(name, choice, resources),
      );
    }
  } catch (error) {
    await close();
    throw error;
  }
  const get = (name: string): LanguageModel => {
    const found = byName.get(name);
    if (!found) throw new SkepError("model_unavailable", `model "${name}" is not loaded`);
    return found;
  };
  return { byName, get, [Symbol.asyncDispose]: close };
}

/** Entries of one file that differ in their adapter alone share one engine, so that its weights are loaded once. */
async function openFile(
  name: string,
  choice: FileModelChoice,
  engines: Map<string, LlamaModel>,
  config: Config,
  { log, signal }: ModelResources,
): Promise<LanguageModel> {
  if (choice.embedding === true) {
    throw new SkepError("config_invalid", `models.${name} turns texts into vectors: no agent can think with it`);
  }
  const settings = engineSettings(choice, config);
  const key = JSON.stringify(settings);
  const options = { log, environment: ownEnvironment(), prefixDir: join(config.dataDir, "prefixes") };
  const engine = engines.get(key) ?? (await openLlamaModel({ name, ...settings }, options, signal));
  engines.set(key, engine);
  if (choice.adapter !== undefined) await engine.checkAdapter(choice.adapter, signal);
  return sharedModel(engine, name, choice.adapter);
}

async function openServer(
  name: string,
  { url, model, apiKeyEnv, contextSize, parallel }: ServerModelChoice,
  { keys, log, signal }: ModelResources,
): Promise<LanguageModel> {
  const apiKey = apiKeyEnv === undefined ? undefined : keys.findApiKey(apiKeyEnv);
  if (apiKeyEnv !== undefined && apiKey === undefined) {
    throw new SkepError("config_invalid", `models.${name} wants a key in ${apiKeyEnv}: put it into .env`);
  }
  return await openOpenAiModel({ name, urls: url, model, contextSize, parallel, apiKey }, { log }, signal);
}

/** The GGUF file of this name. Throws `config_invalid` when skep.yaml has none, or names a server. */
export function fileChoiceOf(name: string, config: Config): FileModelChoice {
  const choice = choiceOf(name, config);
  if (choice.provider === "gguf") return choice;
  throw new SkepError("config_invalid", `"${name}" is no file: it runs at ${choice.url.join(", ")}`);
}

/** The model of this name. Throws `config_invalid` when skep.yaml has none. */
function choiceOf(name: string, { models }: Config): ModelChoice {
  const choice = models[name];
  if (choice) return choice;
  const known = Object.keys(models).join(", ");
  throw new SkepError("config_invalid", `no model is named "${name}" under models: in skep.yaml (there is: ${known})`);
}

/** What an engine for this file is told: all but its name and the adapter, which are each entry's own. */
export function engineSettings(choice: FileModelChoice, config: Config): Omit<ModelSettings, "name"> {
  const { use: _, provider: __, adapter: ___, embedding: ____, ...how } = choice;
  return { ...placeOf(choice, config), ...how };
}

/** Where its file lies, or will lie once it is pulled. */
export function placeOf(choice: FileModelChoice, { projectDir, dataDir }: Config): ModelPlace {
  return placeOfModel(parseModelReference(choice.use), projectDir, modelsIn(dataDir));
}
