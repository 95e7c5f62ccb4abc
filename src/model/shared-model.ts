import { basename } from "node:path";
import type { LanguageModel } from "./language-model.ts";

/**
 * A model under another name, and with an adapter (a LoRA, as a GGUF file) laid over it where one is given. It has no
 * engine of its own: whoever opened the model closes it, and closing this does nothing.
 */
export function sharedModel(model: LanguageModel, name: string, adapter?: string): LanguageModel {
  const { identity, contextSize, parallel, thinks } = model;
  const title = adapter === undefined ? identity.title : `${identity.title} with ${basename(adapter)}`;
  return {
    identity: { ...identity, name, title },
    contextSize,
    ...(parallel === undefined ? {} : { parallel }),
    ...(thinks === undefined ? {} : { thinks }),
    complete: (request, signal) => model.complete(adapter === undefined ? request : { ...request, adapter }, signal),
    countTokens: (text) => model.countTokens(text),
    // An instruction that is evaluated for the model itself is of no use under an adapter.
    async preload(system, signal) {
      if (adapter === undefined) await model.preload?.(system, signal);
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
}
