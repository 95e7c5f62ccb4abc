import type { ErrorCode } from "../shared/errors.ts";
import type { CompletionRequest, Completion } from "./language-model.ts";

/** What the engine process is told to load: settings with every default filled in. */
export interface EngineSettings {
  readonly path: string;
  readonly contextSize: number;
  readonly gpu: "auto" | "required" | false;
  readonly threads: number;
  /** Turns that run side by side, each with a context of `contextSize` tokens. */
  readonly parallel: number;
  /** The binding's name of a chat format, which is then used in place of the one that the file's template suggests. */
  readonly chatFormat?: string;
  /** Whether the file is loaded to embed texts instead of to answer. */
  readonly embedding: boolean;
}

/** What the engine says of itself once it has loaded a model. */
export interface LoadedEngine {
  /** `"cpu"`, `"cuda"`, `"metal"` or `"vulkan"`. */
  readonly backend: string;
  readonly contextSize: number;
  /** Which chat format the model's template was taken for, such as `"ChatML"`. */
  readonly chatFormat: string;
  /** Whether that format has a place for thoughts. */
  readonly thinks: boolean;
  /** Numbers in a vector, where the model embeds. */
  readonly dimension?: number;
}

/** A request without what stays with the sender: its deadline, its listener and its place in the queue. */
export interface EngineTurn extends Omit<CompletionRequest, "deadline" | "onText" | "priority"> {
  /** Where evaluated instructions of this very model file are kept. Absent: nowhere. */
  readonly prefixDir?: string;
}

/** An instruction that will be needed. */
export type EnginePreload = Pick<EngineTurn, "system" | "adapter" | "prefixDir">;

/** A completion, and how much of its prompt was still in the KV cache from the turn before. */
export interface EngineCompletion extends Completion {
  /** Tokens of the prompt that were not evaluated again. */
  readonly cachedTokens: number;
}

/** From the bot to the engine process. Every `id` is answered once, by the report that fits or by `failed`. */
export type EngineOrder =
  | { readonly kind: "load"; readonly id: number; readonly settings: EngineSettings }
  | { readonly kind: "complete"; readonly id: number; readonly turn: EngineTurn }
  | { readonly kind: "preload"; readonly id: number; readonly preload: EnginePreload }
  | { readonly kind: "embed"; readonly id: number; readonly texts: readonly string[] }
  | { readonly kind: "count"; readonly id: number; readonly text: string }
  | { readonly kind: "abort"; readonly id: number };

/** From the engine process to the bot. */
export type EngineReport =
  | { readonly kind: "loaded"; readonly id: number; readonly engine: LoadedEngine }
  | { readonly kind: "text"; readonly id: number; readonly text: string }
  | { readonly kind: "done"; readonly id: number; readonly completion: EngineCompletion }
  | { readonly kind: "preloaded"; readonly id: number; readonly isWhole: boolean }
  | { readonly kind: "embedded"; readonly id: number; readonly vectors: readonly Float32Array[] }
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
