import type { Completion, CompletionRequest, LanguageModel } from "./language-model.ts";

/** What a scripted model says: the next text of a list, or what a function makes of the request. */
export type Script = readonly string[] | ((request: CompletionRequest) => Line | Promise<Line>);

/** A text, or one with what was thought before. */
type Line = string | Pick<Completion, "text" | "thoughts">;

export interface ScriptedModelOptions {
  /** Tokens. Default 4096. */
  readonly contextSize?: number;
  /** Turns that it says it can take side by side. Default 1. */
  readonly parallel?: number;
}

/** A scripted model, and what it was asked. */
export interface ScriptedModel extends LanguageModel {
  /** Every request so far, in order. */
  readonly requests: readonly CompletionRequest[];
}

/** Four characters are one token: a round rule, for a model that counts none. */
const charactersPerToken = 4;

/**
 * A model that says what a test tells it, in this process and at once. It checks nothing: a text that breaks the
 * schema is said too. Throws a RangeError when its list is used up, and the signal's reason when aborted.
 */
export function scriptedModel(
  script: Script,
  { contextSize = 4096, parallel = 1 }: ScriptedModelOptions = {},
): ScriptedModel {
  const requests: CompletionRequest[] = [];
  const count = (text: string): number => Math.ceil(text.length / charactersPerToken);
  return {
    identity: { name: "scripted", title: "scripted", sha256: "0".repeat(64), backend: "script" },
    contextSize,
    parallel,
    requests,
    async complete(request: CompletionRequest, signal: AbortSignal): Promise<Completion> {
      signal.throwIfAborted();
      requests.push(request);
      const line = await next(script, request, requests.length);
      const { text, ...thoughts } = typeof line === "string" ? { text: line } : line;
      signal.throwIfAborted();
      request.onText?.(text);
      return {
        text,
        ...thoughts,
        promptTokens: count(request.system + request.user),
        completionTokens: count(text),
        firstTokenMilliseconds: 0,
        milliseconds: 0,
      };
    },
    countTokens: async (text) => count(text),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

async function next(script: Script, request: CompletionRequest, turn: number): Promise<Line> {
  if (typeof script === "function") return await script(request);
  const text = script[turn - 1];
  if (text === undefined)
    throw new RangeError(`the scripted model has ${script.length} texts and was asked for one more`);
  return text;
}
