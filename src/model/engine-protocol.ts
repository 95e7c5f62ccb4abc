import type { ErrorCode } from "../shared/errors.ts";
import type { CompletionRequest, Completion } from "./language-model.ts";

/** What the engine process is told to load: settings with every default filled in. */
export interface EngineSettings {
  readonly path: string;
  readonly contextSize: number;
  readonly gpu: "auto" | false;
  readonly threads: number;
}

/** What the engine says of itself once it has loaded a model. */
export interface LoadedEngine {
  /** `"cpu"`, `"cuda"`, `"metal"` or `"vulkan"`. */
  readonly backend: string;
  readonly contextSize: number;
  /** Which chat format the model's template was taken for, such as `"ChatML"`. */
  readonly chatFormat: string;
}

/** A request without what cannot be sent: its deadline and its listener stay with the sender. */
export type EngineTurn = Omit<CompletionRequest, "deadline" | "onText">;

/** A completion, and how much of its prompt was still in the KV cache from the turn before. */
export interface EngineCompletion extends Completion {
  /** Tokens of the prompt that were not evaluated again. */
  readonly cachedTokens: number;
}

/** From the bot to the engine process. Every `id` is answered once, by `done`, `counted` or `failed`. */
export type EngineOrder =
  | { readonly kind: "load"; readonly id: number; readonly settings: EngineSettings }
  | { readonly kind: "complete"; readonly id: number; readonly turn: EngineTurn }
  | { readonly kind: "count"; readonly id: number; readonly text: string }
  | { readonly kind: "abort"; readonly id: number };

/** From the engine process to the bot. */
export type EngineReport =
  | { readonly kind: "loaded"; readonly id: number; readonly engine: LoadedEngine }
  | { readonly kind: "text"; readonly id: number; readonly text: string }
  | { readonly kind: "done"; readonly id: number; readonly completion: EngineCompletion }
  | { readonly kind: "counted"; readonly id: number; readonly tokens: number }
  | { readonly kind: "failed"; readonly id: number; readonly failure: EngineFailure }
  | { readonly kind: "log"; readonly level: "debug" | "warn"; readonly message: string }
  | { readonly kind: "heartbeat" };

/** A SkepError on its way between processes. */
export interface EngineFailure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** How often the engine process says that it is alive, in milliseconds. */
export const heartbeatInterval = 1000;
