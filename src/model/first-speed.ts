import type { Log } from "../shared/log.ts";
import type { ModelIdentity } from "./language-model.ts";
import type { EngineCompletion } from "./engine-protocol.ts";

/** Fewer tokens than these tell nothing about speed. */
const enough = 8;
/** Slower than this something is wrong: far too large a model, or threads that wait for each other. */
const slow = 1;

/**
 * Tells once how fast a model turned out to be, from its first turn that was long enough to measure: a probe of its own
 * would cost time at each start. Below one token a second it is a warning.
 */
export function firstSpeed(log: Log, { name, backend }: ModelIdentity): (completion: EngineCompletion) => void {
  let isTold = false;
  return ({ promptTokens, cachedTokens, completionTokens, firstTokenMilliseconds, milliseconds }) => {
    if (isTold || completionTokens < enough) return;
    isTold = true;
    const says = rate(completionTokens - 1, milliseconds - firstTokenMilliseconds);
    const facts = { model: name, backend, reads: rate(promptTokens - cachedTokens, firstTokenMilliseconds), says };
    if (says >= slow) log.info(facts, "the model's first turn, in tokens a second");
    else
      log.warn(facts, "the model is very slow here; `skep models bench --threads 1,2,4` shows whether threads are why");
  };
}

function rate(tokens: number, milliseconds: number): number {
  return Math.round((tokens * 10_000) / Math.max(1, milliseconds)) / 10;
}
