/** One entry under `models:` in skep.yaml that names a model which another program runs. */
export interface OpenAiSettings {
  /** The name that agents use it by. */
  readonly name: string;
  /** Addresses of servers of the OpenAI API that serve the same model, up to and with `/v1`. */
  readonly urls: readonly string[];
  /** What the servers call the model. */
  readonly model: string;
  /** Tokens, prompt and completion together. Default: what the server says, else 4096. */
  readonly contextSize?: number | undefined;
  /** Turns that are asked for side by side, over all addresses. Default: one for each address. */
  readonly parallel?: number | undefined;
  /** Sent as a bearer token; absent: none. */
  readonly apiKey?: string | undefined;
}
