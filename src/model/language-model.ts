/** A model that runs somewhere and can be asked for text, bound to a JSON Schema if wanted. */
export interface LanguageModel extends AsyncDisposable {
  readonly identity: ModelIdentity;
  /** How many tokens fit, prompt and completion together. */
  readonly contextSize: number;
  /**
   * One turn. Throws `model_unavailable` when the engine is gone or the deadline passed, `model_output_invalid` when
   * the output was cut by `maxTokens` although a schema bound it, and the signal's reason when aborted.
   */
  complete(request: CompletionRequest, signal: AbortSignal): Promise<Completion>;
  /** By the model's own tokenizer, exact; where a server has none to ask, an estimate that is rather too high. */
  countTokens(text: string): Promise<number>;
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
  /** Wall-clock limit for the turn, in milliseconds. */
  readonly deadline: number;
  /** Called with each piece of text as it is generated. */
  readonly onText?: (text: string) => void;
}

export interface Completion {
  readonly text: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** From the request to the first token, and to the last. */
  readonly firstTokenMilliseconds: number;
  readonly milliseconds: number;
}
