/** One entry under `models:` in skep.yaml, its defaults not yet filled in. */
export interface ModelSettings {
  /** The name that agents use it by. */
  readonly name: string;
  /** The GGUF file. */
  readonly path: string;
  /** Whether `skep models pull` puts that file there; said when the file is missing. Default: false. */
  readonly pulled?: boolean;
  /** SHA-256 of the file, hex. When given, a file with another one is not loaded. */
  readonly sha256?: string;
  /** Tokens, prompt and completion together. Default: what the model was trained for, at most 4096. */
  readonly contextSize?: number;
  /** `"auto"` uses a GPU where there is one that the installed engine can drive; `false` never does. */
  readonly gpu: "auto" | false;
  /** Default: one less than the cores. Never more than the cores. */
  readonly threads?: number;
}

/** The context size that is used where none is set: larger ones cost memory that most agents never fill. */
const usualContextSize = 4096;

/** The tokens a model gets room for, given what it was trained for. A size set by the operator stands. */
export function contextSizeOf(settings: ModelSettings, trainedFor: number | undefined): number {
  return settings.contextSize ?? Math.min(trainedFor ?? usualContextSize, usualContextSize);
}
