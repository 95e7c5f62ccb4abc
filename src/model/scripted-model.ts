import type { Completion, CompletionRequest, LanguageModel } from "./language-model.ts";

/** What a scripted model says: the next text of a list, or what a function makes of the request. */
export type Script = readonly string[] | ((request: CompletionRequest) => string | Promise<string>);

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
export function scriptedModel(script: Script, contextSize = 4096): ScriptedModel {
  const requests: CompletionRequest[] = [];
  const count = (text: string): number => Math.ceil(text.length / charactersPerToken);
  return {
    identity: { name: "scripted", title: "scripted", sha256: "0".repeat(64), backend: "script" },
    contextSize,
    requests,
    async complete(request: CompletionRequest, signal: AbortSignal): Promise<Completion> {
      signal.throwIfAborted();
      requests.push(request);
      const text = await next(script, request, requests.length);
      signal.throwIfAborted();
      request.onText?.(text);
      return {
        text,
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

async function next(script: Script, request: CompletionRequest, turn: number): Promise<string> {
  if (typeof script === "function") return await script(request);
  const text = script[turn - 1];
  if (text === undefined)
    throw new RangeError(`the scripted model has ${script.length} texts and was asked for one more`);
  return text;
}
