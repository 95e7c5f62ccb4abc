/** Everything an operator can set about the running process. Frozen; holds no key. Paths are absolute. */
export interface Config {
  /** The folder that relative paths start from: where skep.yaml and .env stand. */
  readonly projectDir: string;
  /** URLs of Hive nodes, the preferred one first. */
  readonly nodes: readonly string[];
  /** 64 hex digits. */
  readonly chainId: string;
  /** SQLite, pulled models and caches. */
  readonly dataDir: string;
  readonly agentsDir: string;
  readonly promptsDir: string;
  /** By the name that agents use. There is always one named `default`. */
  readonly models: Readonly<Record<string, ModelChoice>>;
  readonly logLevel: LogLevel;
  /** Whether agents with `mode: live` may reach the chain. Only the command line can say so. */
  readonly live: boolean;
}

/** Which model a name stands for and how it is run. */
export interface ModelChoice {
  /** An absolute path of a GGUF file, or an `hf:` or `https:` URI as it was written. */
  readonly use: string;
  /** SHA-256 that the file must have, hex. */
  readonly sha256?: string;
  /** Tokens, prompt and completion together. Absent: the model room chooses. */
  readonly contextSize?: number;
  /** `false`: never use a GPU. */
  readonly gpu: "auto" | false;
  /** Absent: the model room chooses. */
  readonly threads?: number;
}

export const logLevels = ["trace", "debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Hive's mainnet: `beeab0de` and 56 zeros, as database_api.get_version says it. */
export const mainnetChainId = `beeab0de${"0".repeat(56)}`;
