import type { Settings } from "./settings.ts";

/** A setting that can be said in one text, on the command line or in the environment. */
export type TextSetting = Exclude<keyof Settings, "live">;

/** By which flag and which environment variable a setting can be said. */
export const settingNames = {
  nodes: { flag: "--node", env: "SKEP_NODES" },
  chainId: { flag: "--chain-id", env: "SKEP_CHAIN_ID" },
  dataDir: { flag: "--data-dir", env: "SKEP_DATA_DIR" },
  agentsDir: { flag: "--agents-dir", env: "SKEP_AGENTS_DIR" },
  promptsDir: { flag: "--prompts-dir", env: "SKEP_PROMPTS_DIR" },
  models: { flag: "--model", env: "SKEP_MODEL" },
  embedding: { flag: "--embedding", env: "SKEP_EMBEDDING" },
  keep: { flag: "--keep", env: "SKEP_KEEP" },
  logLevel: { flag: "--log-level", env: "SKEP_LOG_LEVEL" },
} as const satisfies Readonly<Record<TextSetting, { readonly flag: string; readonly env: string }>>;

/** What the command line says, as typed; absent what it does not say. */
export interface Flags {
  /** URLs, separated by commas. */
  readonly nodes?: string;
  readonly chainId?: string;
  readonly dataDir?: string;
  readonly agentsDir?: string;
  readonly promptsDir?: string;
  /** What the model named `default` is: a file or a URI. */
  readonly models?: string;
  readonly embedding?: string;
  readonly keep?: string;
  readonly logLevel?: string;
  readonly live?: boolean;
}

/** Every setting that a text can say, in the order in which they are shown. */
export const textSettings: readonly TextSetting[] = Object.keys(settingNames).filter((name) => isTextSetting(name));

function isTextSetting(name: string): name is TextSetting {
  return Object.hasOwn(settingNames, name);
}
