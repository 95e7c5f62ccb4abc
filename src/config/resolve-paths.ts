import { isAbsolute, join, resolve } from "node:path";
import type { Config, ModelChoice } from "./config.ts";
import type { Settings } from "./settings.ts";

export interface PathContext {
  /** Absolute. */
  readonly projectDir: string;
  /** Where Skep itself is installed: what it ships is taken from here when the project has nothing by that name. */
  readonly packageRoot: string;
  exists(path: string): boolean;
}

/**
 * Makes the paths absolute: relative ones start from the project's folder. Agents, prompts and model files that are
 * not there are looked for among those that Skep ships, so that it runs in an empty folder; data never is.
 */
export function resolvePaths(settings: Required<Settings>, context: PathContext): Config {
  const models = Object.entries(settings.models).map(([name, model]) => [name, resolveModel(model, context)] as const);
  return {
    ...settings,
    projectDir: context.projectDir,
    dataDir: resolve(context.projectDir, settings.dataDir),
    agentsDir: findShipped(settings.agentsDir, context),
    promptsDir: findShipped(settings.promptsDir, context),
    models: Object.fromEntries(models),
  };
}

function resolveModel(model: ModelChoice, context: PathContext): ModelChoice {
  if (model.provider !== "gguf") return model;
  const { use, adapter } = model;
  return {
    ...model,
    use: isUri(use) ? use : findShipped(use, context),
    ...(adapter === undefined ? {} : { adapter: resolve(context.projectDir, adapter) }),
  };
}

/** Whether a model is named by a URI and not by a path. */
function isUri(use: string): boolean {
  return /^(hf:|https?:\/\/)/.test(use);
}

function findShipped(path: string, context: PathContext): string {
  const own = resolve(context.projectDir, path);
  if (isAbsolute(path) || context.exists(own)) return own;
  const shipped = join(context.packageRoot, path);
  return context.exists(shipped) ? shipped : own;
}
