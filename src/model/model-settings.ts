import type { EngineSettings } from "./engine-protocol.ts";
import type { ModelFile } from "./model-file.ts";
import { threadCount } from "./threads.ts";

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
  /** `"auto"` uses a GPU where there is one that the installed engine can drive, `"required"` nothing else; `false` never does. */
  readonly gpu: "auto" | "required" | false;
  /** Default: one less than the cores. Never more than the cores. */
  readonly threads?: number;
  /** Turns that run side by side; each takes the memory of `contextSize` tokens. Default: 1. */
  readonly parallel?: number;
  /**
   * The chat format to use in place of the one that the file's template suggests, such as `"qwen"` or `"deepSeek"`: a
   * template that looks like plain ChatML hides that its model thinks.
   */
  readonly chatFormat?: string;
}

/** How an engine is to run a model file, every default filled in. */
export function engineSettings(
  settings: ModelSettings,
  { header }: ModelFile,
  purpose: { readonly embedding: boolean },
): EngineSettings {
  const { path, gpu, parallel = 1, chatFormat } = settings;
  return {
    path,
    gpu,
    contextSize: contextSizeOf(settings, header.contextLength),
    threads: threadCount(settings.threads),
    parallel,
    ...(chatFormat === undefined ? {} : { chatFormat }),
    ...purpose,
  };
}

/** The context size that is used where none is set: larger ones cost memory that most agents never fill. */
const usualContextSize = 4096;

/** The tokens a model gets room for, given what it was trained for. A size set by the operator stands. */
export function contextSizeOf(settings: Pick<ModelSettings, "contextSize">, trainedFor: number | undefined): number {
  return settings.contextSize ?? Math.min(trainedFor ?? usualContextSize, usualContextSize);
}
