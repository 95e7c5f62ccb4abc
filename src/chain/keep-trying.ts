import { messageOf, SkepError } from "../shared/errors.ts";
import { pause } from "../shared/wait.ts";
import type { Log } from "../shared/log.ts";
import { RpcError } from "./rpc-error.ts";

export interface KeepTryingOptions {
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Before the second try; doubled each time, up to 5 s, with jitter. */
  readonly backoffMs: number;
}

const longestBackoffMs = 5_000; // about as often as at the head, so that nobody waits long after the trouble

/**
 * Repeats a question to the chain until it is answered, for as long as nodes are in trouble or refuse it. Returns
 * `undefined` once the signal fires. Throws what is not the nodes' fault, such as a chain that contradicts ours.
 */
export async function keepTrying<Answer>(
  ask: () => Promise<Answer>,
  { signal, log, backoffMs }: KeepTryingOptions,
): Promise<Answer | undefined> {
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      return await ask();
    } catch (error) {
      if (signal.aborted) return undefined;
      const isTrouble = error instanceof RpcError || (error instanceof SkepError && error.code === "chain_unreachable");
      if (!isTrouble) throw error;
      const waitMs = Math.min(backoffMs * 2 ** failures, longestBackoffMs) * (0.5 + Math.random() / 2);
      log.warn({ because: messageOf(error), waitMs: Math.round(waitMs) }, "chain could not be read");
      await pause(waitMs, signal);
    }
  }
  return undefined;
}
