import { join } from "node:path";
import type { Agent } from "../agent/agent.ts";
import type { Config, ModelChoice } from "../config/config.ts";
import { ownEnvironment } from "../config/environment.ts";
import type { LanguageModel } from "../model/language-model.ts";
import { openLlamaModel } from "../model/llama-model.ts";
import type { Log } from "../shared/log.ts";
import { parseModelReference, placeOfModel, type ModelPlace } from "../model/model-reference.ts";
import { SkepError } from "../shared/errors.ts";

/** Models by name, loaded once and shared by all agents that use them. */
export interface Models extends AsyncDisposable {
  readonly byName: ReadonlyMap<string, LanguageModel>;
}

/** Where pulled models lie within a data directory. */
export function modelsIn(dataDir: string): string {
  return join(dataDir, "models");
}

/** Loads the models that these agents use. Throws `config_invalid` for an unknown name, `model_unavailable` for a file that will not do. */
export async function openModels(
  agents: readonly Agent[],
  config: Config,
  log: Log,
  signal: AbortSignal,
): Promise<Models> {
  const byName = new Map<string, LanguageModel>();
  const close = async (): Promise<void> => {
    await Promise.all([...byName.values()].map((model) => model[Symbol.asyncDispose]()));
  };
  try {
    for (const name of new Set(agents.map(({ model }) => model.use))) {
      byName.set(name, await openLlamaModel(settingsFor(name, config), { log, environment: ownEnvironment() }, signal));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { byName, [Symbol.asyncDispose]: close };
}

function settingsFor(name: string, config: Config): Parameters<typeof openLlamaModel>[0] {
  const { use: _, ...choice } = choiceOf(name, config);
  return { name, ...placeOf(choiceOf(name, config), config), ...choice };
}

/** The model of this name. Throws `config_invalid` when skep.yaml has none. */
export function choiceOf(name: string, { models }: Config): ModelChoice {
  const choice = models[name];
  if (choice) return choice;
  const known = Object.keys(models).join(", ");
  throw new SkepError("config_invalid", `no model is named "${name}" under models: in skep.yaml (there is: ${known})`);
}

/** Where its file lies, or will lie once it is pulled. */
export function placeOf(choice: ModelChoice, { projectDir, dataDir }: Config): ModelPlace {
  return placeOfModel(parseModelReference(choice.use), projectDir, modelsIn(dataDir));
}
