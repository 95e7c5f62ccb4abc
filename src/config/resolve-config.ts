import { builtInEmbedding, mainnetChainId, type ModelChoice } from "./config.ts";
import { deepFreeze } from "./deep-freeze.ts";
import type { Settings } from "./settings.ts";

/** Where a value came from. */
export type Source = "flag" | "env" | "file" | "default";

/** What each layer says, already checked. */
export interface Layers {
  readonly flags: Settings;
  readonly env: Settings;
  readonly file: Settings;
}

export interface ResolvedSettings {
  readonly settings: Required<Settings>;
  /** By setting; each model apart, as `models.NAME`. */
  readonly sources: Readonly<Record<string, Source>>;
}

/** What holds when nobody says otherwise. The nodes are public ones, run by different people. */
export const defaultSettings: Required<Settings> = deepFreeze({
  nodes: [
    "https://api.hive.blog",
    "https://api.deathwing.me",
    "https://api.openhive.network",
    "https://techcoderx.com",
    "https://rpc.mahdiyari.info",
  ],
  chainId: mainnetChainId,
  dataDir: "data",
  agentsDir: "agents",
  promptsDir: "prompts",
  models: { default: { provider: "gguf", use: "models/skep-tiny.gguf", gpu: "auto" } },
  embedding: builtInEmbedding,
  keep: 90 * 24 * 3_600_000, // 90 days
  logLevel: "info",
  live: false,
});

/**
 * Flags beat the environment, the environment beats skep.yaml, skep.yaml beats the defaults; models are taken name by
 * name. Pure: the same layers always give the same settings.
 */
export function resolveConfig({ flags, env, file }: Layers): ResolvedSettings {
  const layers: readonly [Source, Settings][] = [
    ["default", defaultSettings],
    ["file", file],
    ["env", env],
    ["flag", flags],
  ];
  const settings = { ...defaultSettings, ...file, ...env, ...flags };
  const models: Record<string, ModelChoice> = {};
  const sources: Record<string, Source> = {};
  for (const [source, layer] of layers) {
    for (const name of Object.keys(layer)) if (name !== "models") sources[name] = source;
    for (const [name, model] of Object.entries(layer.models ?? {})) {
      models[name] = model;
      sources[`models.${name}`] = source;
    }
  }
  return deepFreeze({ settings: { ...settings, models }, sources });
}
