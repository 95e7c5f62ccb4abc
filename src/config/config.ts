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
  /** The name of the model that memories and knowledge are compared by; `built-in` for the one that Skep brings. */
  readonly embedding: string;
  /** How long what is settled stays whole in the database, in milliseconds; a skeleton stays for good. */
  readonly keep: number;
  readonly logLevel: LogLevel;
  /** Whether agents with `mode: live` may reach the chain. Only the command line can say so. */
  readonly live: boolean;
}

/** Which model a name stands for: one that Skep runs itself, or one that another program runs. */
export type ModelChoice = FileModelChoice | ServerModelChoice;

/** A GGUF file and how it is run. */
export interface FileModelChoice {
  readonly provider: "gguf";
  /** An absolute path of a GGUF file, or an `hf:` or `https:` URI as it was written. */
  readonly use: string;
  /** SHA-256 that the file must have, hex. */
  readonly sha256?: string;
  /** Tokens, prompt and completion together. Absent: the model room chooses. */
  readonly contextSize?: number;
  /** `false`: never use a GPU; `"required"`: nothing else. */
  readonly gpu: "auto" | "required" | false;
  /** Absent: the model room chooses. */
  readonly threads?: number;
  /** Turns that run side by side, each with a context of its own. Absent: one. */
  readonly parallel?: number;
  /** The chat format to use in place of the one that the file's template suggests. */
  readonly chatFormat?: string;
  /** An absolute path of a LoRA adapter that is laid over the model. Entries that differ in it alone share the model. */
  readonly adapter?: string;
  /** Whether the file turns texts into vectors instead of answering. */
  readonly embedding?: boolean;
}

/** A model behind an HTTP server of the OpenAI API, such as llama-server, vLLM or Ollama. */
export interface ServerModelChoice {
  readonly provider: "openai";
  /** Addresses up to and with `/v1`; several serve the same model. */
  readonly url: readonly string[];
  /** What the server calls the model. */
  readonly model: string;
  /** The environment variable (or line of .env) that holds the key. Absent: no key is sent. */
  readonly apiKeyEnv?: string;
  /** Tokens, prompt and completion together. Absent: what the server says. */
  readonly contextSize?: number;
  /** Turns that are asked for side by side, over all addresses. Absent: one for each address. */
  readonly parallel?: number;
}

/** The value of `embedding` that stands for no model: letters are counted, by code. */
export const builtInEmbedding = "built-in";

export const logLevels = ["trace", "debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Hive's mainnet: `beeab0de` and 56 zeros, as database_api.get_version says it. */
export const mainnetChainId = `beeab0de${"0".repeat(56)}`;
