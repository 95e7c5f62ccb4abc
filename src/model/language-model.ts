/** A model that runs somewhere and can be asked for text, bound to a JSON Schema if wanted. */
export interface LanguageModel extends AsyncDisposable {
  readonly identity: ModelIdentity;
  /** How many tokens fit, prompt and completion together. */
  readonly contextSize: number;
  /** How many turns run side by side; more than that wait. Absent: one. */
  readonly parallel?: number;
  /** Whether it is made to think before it answers. Absent: it is not, or nobody here can tell. */
  readonly thinks?: boolean;
  /**
   * One turn. Throws `model_unavailable` when the engine is gone or the deadline passed, `model_output_invalid` when
   * the output was cut by `maxTokens` although a schema bound it, and the signal's reason when aborted.
   */
  complete(request: CompletionRequest, signal: AbortSignal): Promise<Completion>;
  /** By the model's own tokenizer, exact; where a server has none to ask, an estimate that is rather too high. */
  countTokens(text: string): Promise<number>;
  /** Evaluates an instruction ahead of the turns that will need it, while there are none. Absent: there is nothing to gain. */
  preload?(system: string, signal: AbortSignal): Promise<void>;
}

/** Names a model so that a run can be repeated. */
export interface ModelIdentity {
  /** The name under `models:` in skep.yaml. */
  readonly name: string;
  /** What a reader is told, such as `"Qwen3 1.7B Q4_K_M"`. */
  readonly title: string;
  /** SHA-256 of the model file, hex. Absent where another program holds the file. */
  readonly sha256?: string;
  /** `"cpu"`, `"cuda"`, `"metal"` or `"vulkan"` and how many threads, or which servers run it. */
  readonly backend: string;
}

export interface CompletionRequest {
  /** The agent's fixed instruction; kept in the KV cache between turns. */
  readonly system: string;
  readonly user: string;
  /** JSON Schema that the output must obey; absent for free text. */
  readonly schema?: object;
  readonly maxTokens: number;
  readonly temperature: number;
  readonly seed: number;
  /**
   * Tokens that a model may think for before it answers, besides `maxTokens`; 0: it answers at once. Absent: the model
   * does as it likes, within `maxTokens`. Without meaning for a model that does not think.
   */
  readonly thoughts?: number;
  /** A LoRA adapter (a GGUF file) that is laid over the model for this turn. */
  readonly adapter?: string;
  /** Of the turns that wait, the one of highest priority goes first, then the oldest. Default: 0. */
  readonly priority?: number;
  /** Wall-clock limit for the turn, in milliseconds. */
  readonly deadline: number;
  /** Called with each piece of text as it is generated. */
  readonly onText?: (text: string) => void;
}

export interface Completion {
  readonly text: string;
  /** What it thought before; no part of `text`. Absent where it did not think. */
  readonly thoughts?: string;
  readonly promptTokens: number;
  /** Thoughts included. */
  readonly completionTokens: number;
  /** From the request to the first token, and to the last. */
  readonly firstTokenMilliseconds: number;
  readonly milliseconds: number;
}
